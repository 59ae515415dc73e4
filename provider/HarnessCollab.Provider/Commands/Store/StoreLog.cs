using System.Text.Json.Nodes;
using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>Shows the journal: who wrote what, and when. Credentials appear as fingerprints.</summary>
internal static class StoreLog
{
    private static readonly Option Account = new(
        "--account", "NAME", "only entries of this account or encrypted text, by name or id, under all names it has had");

    public static Command<CommandRun> Command { get; } = new("store log", "show the journal, oldest first", RunAsync)
    {
        Options = [Account, CommonOptions.Json],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var entries = await store.ReadJournalAsync(arguments.Find(Account)).ToListAsync();
        if (arguments.Has(CommonOptions.Json))
        {
            await JsonOutput.WriteAsync(context.Console.Output, new JsonArray([.. entries.Select(Of)]));
            return ExitCodes.Done;
        }

        foreach (var entry in entries)
        {
            var (action, subject) = (JournalEntry.Actions.Of(entry.Action), JournalEntry.Subjects.Of(entry.Subject));
            var name = entry.Subject == JournalSubject.Store ? "" : $" '{entry.SubjectName}'";
            await context.Console.Output.WriteLineAsync(ServerText.Line($"{TimeText.Of(entry.At)}  {action} {subject}{name} by {entry.Author}"));
            foreach (var change in entry.Changes)
            {
                await context.Console.Output.WriteLineAsync("    " + ServerText.Line($"{change.Field}: {change.Old ?? "-"} => {change.New ?? "-"}"));
            }
        }

        return ExitCodes.Done;
    }

    private static JsonObject Of(JournalEntry entry) => JsonOutput.ObjectOf(
        ("sequence", entry.Sequence),
        ("at", TimeText.Rfc3339(entry.At)),
        ("action", JournalEntry.Actions.Of(entry.Action)),
        ("subject", JournalEntry.Subjects.Of(entry.Subject)),
        ("subjectId", entry.SubjectId),
        ("subjectName", entry.SubjectName),
        ("author", JsonOutput.ObjectOf(
            ("user", entry.Author.User), ("host", entry.Author.Host), ("job", entry.Author.Job), ("urn", entry.Author.Urn))),
        ("changes", new JsonArray([.. entry.Changes.Select(
            change => JsonOutput.ObjectOf(("field", change.Field), ("old", change.Old), ("new", change.New)))])));
}
