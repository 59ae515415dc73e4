using HarnessCollab.Provider.Commands.Accounts;
using HarnessCollab.Provider.Functions;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>
/// A check for programs: each account as <c>accounts list</c> gives it, with its report as <c>doctor</c> gives it, and its last checks.
/// </summary>
internal static class CheckJson
{
    public static Task WriteAsync(TextWriter output, CheckResult check) => JsonOutput.WriteAsync(output, writer =>
    {
        writer.WriteStartArray();
        foreach (var each in check.Checks)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("account");
            AccountJson.Write(writer, each.Account);
            if (check.DaysLeft(each) is { } days)
            {
                writer.WriteNumber("expiresInDays", days);
            }

            writer.WriteBoolean("expiring", check.IsExpiring(each));
            writer.WritePropertyName("report");
            writer.Write(ConnectionReports.Members, ConnectionReports.Encode(each.Report, each.Account.Fields.CredentialKind));
            if (check.History is { } history)
            {
                writer.WriteStartArray("history");
                foreach (var past in history[each.Account.Id])
                {
                    writer.WriteStartObject();
                    CheckHistory.WriteMembers(writer, past);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
