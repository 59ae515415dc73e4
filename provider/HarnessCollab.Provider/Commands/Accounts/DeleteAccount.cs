using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Deletes what belongs to no stack any more: an account with its own encrypted text, or an encrypted text that nothing uses.</summary>
internal static class DeleteAccount
{
    // The time that a run may need between writing the row and saving its state.
    private static readonly TimeSpan InFlightFor = TimeSpan.FromMinutes(15);

    private static readonly Option Id = new(
        "--id", "ID", "the id of the account or encrypted text, as 'accounts list --json', 'store log' and messages name it")
    {
        IsRequired = true,
    };
    private static readonly Option InFlight = new(
        "--in-flight", null, "also one that was written in the last 15 minutes, by a run that may still be running");

    public static Command<CommandRun> Command { get; } = new(
        "accounts delete", "delete an account, or an encrypted text, that no stack has any more", RunAsync)
    {
        Options = [Id, CommonOptions.Yes, InFlight],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        var id = arguments[Id];
        await using var store = await StoreOpener.OpenExistingAsync(context);
        if (!store.Capabilities.KeepsJournal)
        {
            throw new StoreException(
                StoreErrorCodes.Unsupported,
                $"this command does not delete from the {store.Description}, because that store does not record who deleted. "
                    + "Use the platform's console.");
        }

        var orphan = await FindAsync(store, id) ?? throw new PluginException(
            CommandErrorCodes.NoSuchAccount,
            $"there is no Jira account and no encrypted text with the id {TextProblems.Quote(id)} in the {store.Description}. "
                + "'accounts list --json' shows the ids.");
        if (context.Time.GetUtcNow() - orphan.WrittenAt < InFlightFor && !arguments.Has(InFlight))
        {
            throw new PluginException(
                CommandErrorCodes.WrittenJustNow,
                $"{orphan} was written at {TimeText.Of(orphan.WrittenAt)}; the run that created it may still be running, "
                    + $"or may be repeated and adopt it. Wait, or use {InFlight.Name}.");
        }

        await context.Console.NoteAsync(
            ServerText.Line($"{orphan}, last written by {orphan.Writer} at {TimeText.Of(orphan.WrittenAt)}. {Consequence(orphan.Writer)}"));
        if (!arguments.Has(CommonOptions.Yes) && !Confirmed(context.Console))
        {
            await context.Console.NoteAsync("nothing was deleted");
            return ExitCodes.Failed;
        }

        await orphan.Delete(Authorship.Of(urn: null, context.Environment));
        await context.Console.NoteAsync(ServerText.Line($"deleted {orphan} in the {store.Description}"));
        return ExitCodes.Done;
    }

    private static string Consequence(Author writer) => StackName.Of(writer.Urn) is { } stack
        ? $"If {stack} still has it, its next refresh finds it deleted."
        : "Its last writer was not a stack; a stack that still has it finds it deleted at its next refresh.";

    private static async Task<Orphan?> FindAsync(IProviderStore store, string id)
    {
        if (await store.Accounts.FindAsync(id) is { } account)
        {
            return new(
                $"account '{account.Fields.DisplayName}' ({id})",
                account.UpdatedBy,
                account.UpdatedAt,
                author => store.Accounts.DeleteAsync(id, author));
        }

        return await store.EncryptedTexts.FindAsync(id) is { } text
            ? new($"encrypted text '{text.Name}' ({id})", text.UpdatedBy, text.UpdatedAt, author => store.EncryptedTexts.DeleteAsync(id, author))
            : null;
    }

    private static bool Confirmed(CommandConsole console)
    {
        if (Console.IsInputRedirected)
        {
            throw new UsageException($"there is no terminal for the question; use {CommonOptions.Yes.Name} to delete it");
        }

        console.Errors.Write("Delete it? [y/N] ");
        return Console.ReadLine() is "y" or "yes";
    }

    private sealed record Orphan(string Name, Author Writer, DateTimeOffset WrittenAt, Func<Author, Task<DeleteResult>> Delete)
    {
        public override string ToString() => Name;
    }
}
