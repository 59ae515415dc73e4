namespace HarnessCollab.Jira;

/// <summary>One row of the decision table: a signal, what it means, and what to do.</summary>
internal sealed record FindingRule
{
    /// <summary>The finding's code; each row has its own.</summary>
    public required string Code { get; init; }

    public required Verdict Verdict { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The setting at fault; null = none.</summary>
    public string? Property { get; init; }

    public required Func<Signal, bool> When { get; init; }

    public required Func<Signal, string> Seen { get; init; }

    public required Func<Signal, string> Action { get; init; }

    /// <summary>The row only adds a remark: the search for the cause continues below it.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The row is the cause: the connection cannot work as configured.</summary>
    public static FindingRule Fails(
        string code, string? property, Func<Signal, bool> when, Func<Signal, string> seen, Func<Signal, string> action) => new()
    {
        Code = code,
        Verdict = Verdict.Failed,
        Severity = Severity.Error,
        Property = property,
        When = when,
        Seen = seen,
        Action = action,
    };

    /// <summary>The row is the cause, but it is unknown how Jira would answer.</summary>
    public static FindingRule Unknown(
        string code, string? property, Func<Signal, bool> when, Func<Signal, string> seen, Func<Signal, string> action) =>
        Fails(code, property, when, seen, action) with { Verdict = Verdict.Inconclusive, Severity = Severity.Warning };

    /// <summary>Something to correct that breaks nothing yet, or a cause that is likely but not proven.</summary>
    public static FindingRule Warns(string code, string? property, Func<Signal, bool> when, Func<Signal, string> seen, Func<Signal, string> action) =>
        Fails(code, property, when, seen, action) with { Verdict = Verdict.Passed, Severity = Severity.Warning, GoesOn = true };

    /// <summary>Something the user should know.</summary>
    public static FindingRule Notes(string code, string? property, Func<Signal, bool> when, Func<Signal, string> seen, Func<Signal, string> action) =>
        Warns(code, property, when, seen, action) with { Severity = Severity.Info };

    public Finding Of(Signal signal) => new()
    {
        Code = Code,
        Severity = Severity,
        Property = Property,
        Message = Seen(signal),
        Action = Action(signal),
    };
}

/// <summary>The table's result for a signal.</summary>
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
