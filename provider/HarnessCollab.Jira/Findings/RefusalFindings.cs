using System.Collections.Immutable;
using System.Globalization;
using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>What earlier tests, in this process or another, left behind.</summary>
internal static class RefusalFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4010", null, s => s.Trouble is not null,
            s => $"Refusals cannot be remembered for other processes ({s.Show(s.Trouble)}), so each of them may try a wrong credential once.",
            _ => "Make the folder of that file writable for this user, or remove the file if it is damaged."),
        Fails("HC4009", "credential", s => s.RefusedAt is not null,
            s => $"Jira refused this user and credential at {s.RefusedAt!.Value.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC; "
                + "it was not sent again, since repeated failures can lock the account.",
            s => $"Correct the credential (a changed one is tried at once). If it was mended at Jira: '{s.ForgetCommand}', or wait ten minutes."),
    ];
}
