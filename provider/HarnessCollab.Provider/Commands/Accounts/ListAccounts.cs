using System.Text.Json.Nodes;
using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Lists all accounts by display name.</summary>
internal static class ListAccounts
{
    private static readonly string[] Head = ["NAME", "BASE URL", "USERNAME", "CREDENTIAL", "USAGE SCOPE", "UPDATED"];

    public static Command<CommandRun> Command { get; } = new("accounts list", "list the Jira accounts in the store, without their secrets", RunAsync)
    {
        Options = [CommonOptions.Json],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var accounts = await store.Accounts.ListAsync().ToListAsync();
        var output = context.Console.Output;
        await (arguments.Has(CommonOptions.Json) ? JsonOutput.WriteAsync(output, new JsonArray([.. accounts.Select(AccountJson.Of)]))
            : accounts.Count == 0 ? context.Console.NoteAsync($"no accounts in the {store.Description}")
            : Table.WriteAsync(output, Head, [.. accounts.Select(Row)]));
        return ExitCodes.Done;
    }

    private static string[] Row(JiraAccountRecord account) =>
    [
        account.Fields.DisplayName, account.Fields.BaseUrl, account.Fields.Username ?? "-", JiraAccountResults.KindOf(account),
        account.UsageScope.ToString()!, TimeText.Of(account.UpdatedAt),
    ];
}
