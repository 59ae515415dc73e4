using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Commands.Store;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Accepts an account that somebody without the store's key has changed.</summary>
internal static class SealAccount
{
    public static Command<CommandRun> Command { get; } = new(
        "accounts seal", "accept an account that was changed outside the plugin, so that its credential is used again", RunAsync)
    {
        Options = [CommonOptions.Yes],
        Operands = ["NAME"],
        Details = "It needs the store's key.",
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var maintenance = StoreCommand.MaintenanceOf(store);
        var account = await AccountFinder.FindAsync(store, arguments.Operands[0]);
        if (await store.FindBreachAsync(account) is not { } breach)
        {
            await context.Console.NoteAsync(
                $"the account {TextProblems.Quote(account.Fields.DisplayName)} is as the plugin left it; there is nothing to accept");
            return ExitCodes.Done;
        }

        await context.Console.NoteAsync(ServerText.Line(
            $"{TextProblems.Quote(account.Fields.DisplayName)}: {breach.Description}. As it is, its credential goes to {account.Fields.BaseUrl}"
                + $"{(account.Fields.Username is { } user ? $" as {user}" : "")}, for {account.UsageScope}."));
        if (!arguments.Has(CommonOptions.Yes) && !await ConfirmAsync(context))
        {
            throw new UsageException("nothing was accepted");
        }

        await maintenance.SealAsync(account, Authorship.Of(urn: null, context.Environment));
        await context.Console.NoteAsync($"accepted: the account {TextProblems.Quote(account.Fields.DisplayName)} in the {store.Description}");
        return ExitCodes.Done;
    }

    private static async Task<bool> ConfirmAsync(CommandContext context)
    {
        if (Console.IsInputRedirected)
        {
            throw new UsageException($"there is no terminal for the question; use {CommonOptions.Yes.Name} to accept it");
        }

        await context.Console.Errors.WriteAsync("Accept it? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
