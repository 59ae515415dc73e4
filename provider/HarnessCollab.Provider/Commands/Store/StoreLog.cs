using System.Text.Json;
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
        var entries = new List<JournalEntry>();
        await foreach (var entry in store.ReadJournalAsync(arguments.Find(Account)))
        {
            entries.Add(entry);
        }

        if (arguments.Has(CommonOptions.Json))
        {
            await JsonOutput.WriteAsync(context.Console.Output, writer =>
            {
                writer.WriteStartArray();
                entries.ForEach(entry => Write(writer, entry));
                writer.WriteEndArray();
            });
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

    private static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", entry.Sequence);
        writer.WriteString("at", TimeText.Rfc3339(entry.At));
        writer.WriteString("action", JournalEntry.Actions.Of(entry.Action));
        writer.WriteString("subject", JournalEntry.Subjects.Of(entry.Subject));
        writer.WriteString("subjectId", entry.SubjectId);
        writer.WriteString("subjectName", entry.SubjectName);
        writer.WriteStartObject("author");
        writer.WriteString("user", entry.Author.User);
        writer.WriteString("host", entry.Author.Host);
        writer.WriteOptional("job", entry.Author.Job);
        writer.WriteOptional("urn", entry.Author.Urn);
        writer.WriteEndObject();
        writer.WriteStartArray("changes");
        foreach (var change in entry.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("field", change.Field);
            writer.WriteOptional("old", change.Old);
            writer.WriteOptional("new", change.New);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
