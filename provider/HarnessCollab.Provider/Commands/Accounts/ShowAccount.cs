using System.Globalization;
using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>One account in full, but for its secret.</summary>
internal static class ShowAccount
{
    public static CommandSyntax Syntax { get; } = new()
    {
        Usage = "accounts show NAME [--json]",
        Summary = "Shows one account by its display name, without its secret.",
        Options = [Option.Json],
        Operands = 1,
    };

    public static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        await using var store = await StoreOpener.OpenExistingAsync(context);
        var account = await AccountFinder.FindAsync(store, arguments.Operands[0]);
        if (arguments.Has(Option.Json))
        {
            await JsonOutput.WriteAsync(context.Console.Output, writer => AccountJson.Write(writer, account));
            return ExitCodes.Done;
        }

        foreach (var (label, value) in Lines(account))
        {
            if (value is not null)
            {
                await context.Console.Output.WriteLineAsync($"{label + ":",-17} {ServerText.Line(value)}");
            }
        }

        return ExitCodes.Done;
    }

    private static IEnumerable<(string Label, string? Value)> Lines(ProviderRecord account)
    {
        var fields = account.Fields;
        yield return ("display name", fields.DisplayName);
        yield return ("id", account.Id);
        yield return ("base URL", fields.BaseUrl);
        yield return ("username", fields.Username);
        yield return ("credential", $"{AccountJson.KindOf(fields.CredentialKind)} [secret]");
        yield return ("token expires", fields.TokenExpiresAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("usage scope", account.UsageScope.ToString());
        yield return ("description", fields.Description);
        yield return ("tags", fields.Tags.IsEmpty ? null : string.Join(", ", fields.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
        yield return ("revision", account.Revision);
        yield return ("updated", $"{Moment.Of(account.UpdatedAt)} by {account.UpdatedBy}");
    }
}
