using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Functions;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Shows one account completely, except its secret.</summary>
internal static class ShowAccount
{
    public static Command<CommandRun> Command { get; } = new("accounts show", "show one account by its display name, without its secret", RunAsync)
    {
        Options = [CommonOptions.Json],
        Operands = ["NAME"],
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var account = await AccountFinder.FindAsync(store, arguments.Operands[0]);
        if (arguments.Has(CommonOptions.Json))
        {
            await JsonOutput.WriteAsync(context.Console.Output, AccountJson.Of(account));
            return ExitCodes.Done;
        }

        foreach (var field in JiraAccountResults.Fields)
        {
            if (field.Line(account) is { } line)
            {
                await context.Console.Output.WriteLineAsync($"{field.Label + ":",-17} {ServerText.Line(line)}");
            }
        }

        return ExitCodes.Done;
    }
}
