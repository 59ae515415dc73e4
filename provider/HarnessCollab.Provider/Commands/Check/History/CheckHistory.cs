using System.Text.Json.Nodes;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>How a check uses the history: it adds itself, and reads the earlier checks.</summary>
internal static class CheckHistory
{
    /// <summary>How many checks of an account are shown.</summary>
    public const int Shown = 30;

    /// <summary>
    /// Adds the checks of a run and reads the last ones by account, these included. A failure of the history is reported, and changes no verdict.
    /// </summary>
    /// <returns>Null if it cannot be read.</returns>
    public static async Task<ILookup<string, PastCheck>?> KeepAsync(
        ICheckHistory history, IEnumerable<AccountCheck> checks, DateTimeOffset at, CommandConsole console)
    {
        var problem = await TryAsync(() => history.AddAsync(
            [.. checks.Select(check => new PastCheck(check.Account.Id, at, OutputEncoder.StatusOf(check.Report.Verdict), check.Cause?.Code))]));
        if (problem is not null)
        {
            await WarnAsync("this check is not in the history", problem);
        }

        IReadOnlyList<PastCheck>? last = null;
        if (await TryAsync(async () => last = await history.LastAsync(Shown)) is { } unread && unread != problem)
        {
            await WarnAsync("the history of checks cannot be read", unread);
        }

        return last?.ToLookup(check => check.AccountId, StringComparer.Ordinal);

        Task WarnAsync(string what, string why) => console.NoteAsync(
            ServerText.Lines($"warning: {CommandErrorCodes.HistoryNotKept}: {what}; the verdicts are not affected. Cause: {why}"));
    }

    /// <summary>A past check for programs.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Members(PastCheck check) =>
        [("at", TimeText.Rfc3339(check.At)), ("verdict", check.Verdict), ("code", check.Code)];

    /// <returns>The problem, or null.</returns>
    private static async Task<string?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception expected) when (expected is StoreException or PluginException)
        {
            return expected.Message;
        }
    }
}
