using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>What the table makes of a signal.</summary>
internal sealed record Judgement(Verdict Verdict, ImmutableArray<Finding> Findings)
{
    public static readonly Judgement Fine = new(Verdict.Passed, []);

    public StepOutcome Outcome => Verdict switch
    {
        Verdict.Passed => StepOutcome.Passed,
        Verdict.Failed => StepOutcome.Failed,
        _ => StepOutcome.Inconclusive,
    };

    public Judgement And(Judgement other) => new(Verdict > other.Verdict ? Verdict : other.Verdict, Findings.AddRange(other.Findings));
}
