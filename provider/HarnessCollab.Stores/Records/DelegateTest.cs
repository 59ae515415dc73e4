namespace HarnessCollab.Stores;

/// <summary>Whether one of the platform's delegates tests the connection after a save.</summary>
public enum DelegateTest
{
    /// <summary>No test.</summary>
    Off,

    /// <summary>It is tested, and the result is reported.</summary>
    Warn,

    /// <summary>It is tested, and a save that does not pass is undone; the error says that everything is as before.</summary>
    Enforce,
}

/// <summary>The result of a delegate's test of a connection.</summary>
/// <param name="Verdict">Whether it passed.</param>
/// <param name="Errors">What is wrong, in the platform's words, cleaned for display; or why there is no verdict.</param>
/// <param name="TestedAt">The time of the test by the platform's clock, or by ours if the platform does not report it. Null without a test.</param>
/// <param name="Delegate">The delegate's id, if the platform reports it.</param>
public sealed record DelegateTestResult(
    DelegateVerdict Verdict, ImmutableArray<string> Errors, DateTimeOffset? TestedAt = null, string? Delegate = null)
{
    private const int LongestText = 400;

    /// <summary>The same with errors of limited length, from which the credential is removed in case they quote it.</summary>
    internal DelegateTestResult Shown(SecretText? value) =>
        this with { Errors = [.. Errors.Select(error => ServerText.Clean(error, LongestText, value?.Reveal() ?? ""))] };
}

/// <summary>Whether a test of a connection passed.</summary>
public enum DelegateVerdict
{
    /// <summary>There is no verdict: nothing was tested yet, no delegate was available, or none answered in time.</summary>
    None,

    /// <summary>The test passed.</summary>
    Passed,

    /// <summary>The test failed.</summary>
    Failed,
}
