using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>Encrypts all secrets of a store with another key.</summary>
internal static class RotateKey
{
    private static readonly Option NewKey = new(
        "--new-key-stdin", null, "read the new key from standard input; without it a store with a key file makes one");

    public static CommandSyntax Syntax { get; } = new()
    {
        Usage = "store rotate-key [--new-key-stdin]",
        Summary = "Encrypts all secrets anew, in one transaction.",
        Options = [NewKey],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        var key = arguments.Has(NewKey) ? SecretInput.Read(NewKey.Name) : null;
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var count = await StoreCommand.MaintenanceOf(store).RotateKeyAsync(key, Authorship.Of(urn: null, context.Environment));
        var variable = ProviderConfiguration.StoreKey.EnvironmentVariable!;
        var next = context.Environment.Variable(variable) is null
            ? ""
            : $"; set {variable} and harnesscollab:{ProviderConfiguration.StoreKey.Name} to the new key now, wherever they hold the old one";
        await context.Console.NoteAsync($"encrypted anew: {count} {(count == 1 ? "secret" : "secrets")} in the {store.Description}{next}");
        return ExitCodes.Done;
    }
}
