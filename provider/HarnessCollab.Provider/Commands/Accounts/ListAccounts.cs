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
        var accounts = new List<JiraAccountRecord>();
        await foreach (var account in store.Accounts.ListAsync())
        {
            accounts.Add(account);
        }

        var output = context.Console.Output;
        if (arguments.Has(CommonOptions.Json))
        {
            await JsonOutput.WriteAsync(output, writer =>
            {
                writer.WriteStartArray();
                accounts.ForEach(account => AccountJson.Write(writer, account));
                writer.WriteEndArray();
            });
        }
        else if (accounts.Count == 0)
        {
            await context.Console.NoteAsync($"no accounts in the {store.Description}");
        }
        else
        {
            await Table.WriteAsync(output, Head, [.. accounts.Select(Row)]);
        }

        return ExitCodes.Done;
    }

    private static string[] Row(JiraAccountRecord account) =>
    [
        account.Fields.DisplayName, account.Fields.BaseUrl, account.Fields.Username ?? "-", JiraAccountResults.KindOf(account),
        account.UsageScope.ToString()!, TimeText.Of(account.UpdatedAt),
    ];
}
