using HarnessCollab.Provider.Commands.Syntax;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>Which store it is, whether it is there and its key fits, and how much is in it.</summary>
internal static class StoreInfo
{
    public static CommandSyntax Syntax { get; } = new()
    {
        Usage = "store info [--json]",
        Summary = "Shows where the store is, whether its key fits, and how much it holds.",
        Options = [Option.Json],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenAsync(context);
        var id = await store.GetStoreIdAsync();
        await store.VerifyAsync();
        var accounts = await CountAsync(store.Accounts.ListAsync());
        var texts = await CountAsync(store.EncryptedTexts.ListAsync());
        var output = context.Console.Output;
        if (arguments.Has(Option.Json))
        {
            await JsonOutput.WriteAsync(output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("description", store.Description);
                writer.WriteBoolean("exists", id is not null);
                writer.WriteOptional("storeId", id);
                writer.WriteNumber("accounts", accounts);
                writer.WriteNumber("encryptedTexts", texts);
                writer.WriteEndObject();
            });
        }
        else
        {
            await output.WriteLineAsync(id is null
                ? $"{store.Description}\nnot made yet: the first 'up' does that"
                : $"{store.Description}\nstore id {id}, the key fits\naccounts: {accounts}, encrypted texts: {texts}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> rows)
    {
        var count = 0;
        await foreach (var _ in rows)
        {
            count++;
        }

        return count;
    }
}
