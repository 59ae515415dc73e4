using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>The result of a check of accounts.</summary>
/// <param name="Checks">In the order in which they are shown.</param>
/// <param name="At">The time of the check.</param>
/// <param name="WarnDays">Within how many days an expiry counts as failed; null if none does.</param>
/// <param name="History">The last checks of each account by its id, oldest first; null if there is no history.</param>
internal sealed record CheckResult(
    ImmutableArray<AccountCheck> Checks, DateTimeOffset At, int? WarnDays, ILookup<string, PastCheck>? History = null)
{
    public int ExitCode =>
        Checks.Any(IsBad) ? ExitCodes.Failed
        : Checks.Any(check => check.Report.Verdict == Verdict.Inconclusive) ? ExitCodes.Inconclusive
        : ExitCodes.Done;

    /// <summary>How many accounts have each verdict.</summary>
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

    /// <summary>Days that the credential works after today; negative if it has expired, null if that is unknown.</summary>
    public int? DaysLeft(AccountCheck check) =>
        check.Account.Fields.TokenExpiresAt?.DayNumber - DateOnly.FromDateTime(At.UtcDateTime).DayNumber;

    /// <summary>The column of the verdict in a row.</summary>
    public const int VerdictColumn = 2;

    /// <summary>The column of the expiry.</summary>
    public const int ExpiryColumn = 3;

    /// <summary>The head of a table of <see cref="Row"/>s.</summary>
    public static IReadOnlyList<string> Head { get; } =
        ["Account", "Host", "Verdict", "Expires in", "Projects", "Last change", "By", "Usage scope"];

    /// <summary>A check as the cells of a table row.</summary>
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

/// <summary>An account and the result of its test.</summary>
internal sealed record AccountCheck(JiraAccountRecord Account, ConnectionReport Report)
{
    /// <summary>The most severe finding; null if there is no warning or error.</summary>
    public Finding? Cause => ToMind.MaxBy(finding => finding.Severity);

    /// <summary>The findings that need action: errors and warnings.</summary>
    public IEnumerable<Finding> ToMind => Report.Findings.Where(finding => finding.Severity > Severity.Info);

    /// <summary>Whether there is a project in which the account can work.</summary>
    public string Projects => Report.Steps.FirstOrDefault(step => step.Name == "projects")?.Outcome switch
    {
        StepOutcome.Passed => "usable",
        StepOutcome.Failed => "none usable",
        _ => "-",
    };
}
