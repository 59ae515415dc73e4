using System.Collections.Immutable;
using System.Globalization;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>What a check of accounts has found.</summary>
/// <param name="Checks">In the order in which they are told.</param>
/// <param name="At">When.</param>
/// <param name="WarnDays">Within how many days an expiry counts; null where none does.</param>
/// <param name="History">The last checks of each account by its id, oldest first; null where there is no history.</param>
internal sealed record CheckResult(
    ImmutableArray<AccountCheck> Checks, DateTimeOffset At, int? WarnDays, ILookup<string, PastCheck>? History = null)
{
    public int ExitCode =>
        Checks.Any(IsBad) ? ExitCodes.Failed
        : Checks.Any(check => check.Report.Verdict == Verdict.Inconclusive) ? ExitCodes.Inconclusive
        : ExitCodes.Done;

    /// <summary>How many have come to which verdict.</summary>
    public IEnumerable<(Verdict Verdict, int Number)> Counts =>
        new[] { Verdict.Passed, Verdict.Failed, Verdict.Inconclusive }
            .Select(verdict => (verdict, Checks.Count(check => check.Report.Verdict == verdict)));

    /// <summary>In one line: <c>4 accounts: 2 passed, 1 failed, 1 inconclusive</c>.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Checks.Length} {(Checks.Length == 1 ? "account" : "accounts")}: "
            + $"{string.Join(", ", Counts.Select(count => $"{count.Number} {OutputEncoder.StatusOf(count.Verdict)}"))}"
            + $"{(WarnDays is { } days ? $"; {Checks.Count(IsExpiring)} expiring within {days} days" : "")}");

    /// <summary>Whether it counts as failed.</summary>
    public bool IsBad(AccountCheck check) => check.Report.Verdict == Verdict.Failed || IsExpiring(check);

    /// <summary>Whether its credential stops working within the days that were asked for.</summary>
    public bool IsExpiring(AccountCheck check) => DaysLeft(check) is >= 0 and var days && days <= WarnDays;

    /// <summary>Days that the credential works after today; negative when it has expired, null when that is not known.</summary>
    public int? DaysLeft(AccountCheck check) =>
        check.Account.Fields.TokenExpiresAt?.DayNumber - DateOnly.FromDateTime(At.UtcDateTime).DayNumber;

    /// <summary>Where in a row the verdict stands.</summary>
    public const int VerdictColumn = 2;

    /// <summary>Where the expiry stands.</summary>
    public const int ExpiryColumn = 3;

    /// <summary>The head of a table of <see cref="Row"/>s.</summary>
    public static IReadOnlyList<string> Head { get; } =
        ["Account", "Host", "Verdict", "Expires in", "Projects", "Last change", "By", "Usage scope"];

    /// <summary>A check in the words of a table.</summary>
    public string[] Row(AccountCheck check) =>
    [
        check.Account.Fields.DisplayName,
        AccountChecks.HostOf(check.Account),
        $"{OutputEncoder.StatusOf(check.Report.Verdict)}{(check.Cause is { } cause ? $" {cause.Code}" : "")}",
        DaysLeft(check) switch
        {
            null => "-",
            < 0 => "expired",
            1 => "1 day",
            var days => string.Create(CultureInfo.InvariantCulture, $"{days} days"),
        },
        check.Projects,
        TimeText.Of(check.Account.UpdatedAt),
        check.Account.UpdatedBy == Author.Unknown ? "-" : check.Account.UpdatedBy.Person,
        check.Account.UsageScope.ToString()!,
    ];
}

/// <summary>An account and what its test has found.</summary>
internal sealed record AccountCheck(JiraAccountRecord Account, ConnectionReport Report)
{
    /// <summary>What weighs most; null when there is nothing to mind.</summary>
    public Finding? Cause => ToMind.MaxBy(finding => finding.Severity);

    /// <summary>What somebody has to do something about, or should.</summary>
    public IEnumerable<Finding> ToMind => Report.Findings.Where(finding => finding.Severity > Severity.Info);

    /// <summary>Whether there is a project in which the account can work.</summary>
    public string Projects => Report.Steps.FirstOrDefault(step => step.Name == "projects")?.Outcome switch
    {
        StepOutcome.Passed => "usable",
        StepOutcome.Failed => "none usable",
        _ => "-",
    };
}
