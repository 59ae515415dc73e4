using System.Text.Json.Nodes;
using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Functions;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>
/// A check for programs: each account as <c>accounts list</c> gives it, with its report as <c>doctor</c> gives it, and its last checks.
/// </summary>
internal static class CheckJson
{
    public static Task WriteAsync(TextWriter output, CheckResult check) =>
        JsonOutput.WriteAsync(output, new JsonArray([.. check.Checks.Select(each => Of(each, check))]));

    private static JsonObject Of(AccountCheck each, CheckResult check) => JsonOutput.ObjectOf(
        ("account", AccountJson.Of(each.Account)),
        ("expiresInDays", check.DaysLeft(each)),
        ("expiring", check.IsExpiring(each)),
        ("report", JsonOutput.Of(ConnectionReports.Members, ConnectionReports.Encode(each.Report, each.Account.Fields.CredentialKind))),
        ("history", check.History is not { } history ? null
            : new JsonArray([.. history[each.Account.Id].Select(past => JsonOutput.ObjectOf(CheckHistory.Members(past)))])));
}
