using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>The commands for operators of a store.</summary>
internal static class StoreCommand
{
    /// <exception cref="StoreException">The store's platform maintains it.</exception>
    public static IStoreMaintenance MaintenanceOf(IProviderStore store) => store as IStoreMaintenance ?? throw new StoreException(
        StoreErrorCodes.Unsupported,
        $"the {store.Description} is maintained by its platform, not by this command. Use the platform's own tools.");
}

/// <summary>Shows which store it is, whether it exists, whether the key is right, and how much it contains.</summary>
internal static class StoreInfo
{
    public static Command<CommandRun> Command { get; } = new(
        "store info", "show where the store is, whether its key fits, and how much it contains", RunAsync)
    {
        Options = [CommonOptions.Json],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenAsync(context);
        var id = await store.GetStoreIdAsync();
        await store.VerifyAsync();
        var accounts = await store.Accounts.ListAsync().CountAsync();
        var texts = await store.EncryptedTexts.ListAsync().CountAsync();
        var output = context.Console.Output;
        await (arguments.Has(CommonOptions.Json)
            ? JsonOutput.WriteAsync(output, JsonOutput.ObjectOf(
                ("description", store.Description), ("exists", id is not null), ("storeId", id), ("accounts", accounts), ("encryptedTexts", texts)))
            : output.WriteLineAsync(id is null
                ? $"{store.Description}\ndoes not exist yet: the first 'up' creates it"
                : $"{store.Description}\nstore id {id}, the key fits\naccounts: {accounts}, encrypted texts: {texts}"));
        return ExitCodes.Done;
    }
}

/// <summary>Encrypts all secrets of a store with another key.</summary>
internal static class RotateKey
{
    private static readonly Option NewKey = new(
        "--new-key-stdin", null, "read the new key from standard input; without this option, a store with a key file makes a new key");

    public static Command<CommandRun> Command { get; } = new(
        "store rotate-key", "encrypt all secrets with a new key, in one transaction", RunAsync)
    {
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
            : $"; set {variable} and harnesscollab:{ProviderConfiguration.StoreKey.Name} to the new key now, wherever they have the old one";
        await context.Console.NoteAsync(
            $"encrypted with the new key: {count} {(count == 1 ? "secret" : "secrets")} in the {store.Description}{next}");
        return ExitCodes.Done;
    }
}

/// <summary>Makes a consistent copy of a store that is in use.</summary>
internal static class BackupStore
{
    public static Command<CommandRun> Command { get; } = new(
        "store backup", "copy a SQLite store to a new file while others continue to use it; the key is not part of the copy", RunAsync)
    {
        Operands = ["PATH"],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var path = Path.GetFullPath(arguments.Operands[0], context.Environment.WorkingDirectory);
        await StoreCommand.MaintenanceOf(store).BackupAsync(path);
        await context.Console.NoteAsync(
            $"the {store.Description} was copied to {path}; keep its key in another place: without it the secrets cannot be read");
        return ExitCodes.Done;
    }
}
