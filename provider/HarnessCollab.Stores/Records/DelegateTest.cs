using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>Whether the platform's own test of a connection, by one of its delegates, follows a save.</summary>
public enum DelegateTest
{
    /// <summary>It does not.</summary>
    Off,

    /// <summary>It does, and its result is told.</summary>
    Warn,

    /// <summary>It does, and a save that does not pass is taken back: all is then as before, which an error says.</summary>
    Enforce,
}

/// <summary>What a delegate's test of a connection came to.</summary>
/// <param name="Verdict">Whether it passed.</param>
/// <param name="Errors">What is wrong, in the platform's words, fit to be shown; or why there is no verdict.</param>
/// <param name="TestedAt">When, by the platform's clock; where it does not say, by ours. Null when there was none.</param>
/// <param name="Delegate">The delegate's id, as far as the platform says it.</param>
public sealed record DelegateTestResult(
    DelegateVerdict Verdict, ImmutableArray<string> Errors, DateTimeOffset? TestedAt = null, string? Delegate = null)
{
    private const int LongestText = 400;

    /// <summary>The same with errors of a bearable length, in which a credential that they might quote is not to be seen.</summary>
    internal DelegateTestResult Shown(SecretText? value) =>
        this with { Errors = [.. Errors.Select(error => ServerText.Clean(error, LongestText, value?.Reveal() ?? ""))] };
}

/// <summary>Whether a test of a connection passed.</summary>
public enum DelegateVerdict
{
    /// <summary>There is no verdict: none has been tested yet, no delegate was there, or none answered in time.</summary>
    None,

    /// <summary>Yes.</summary>
    Passed,

    /// <summary>No.</summary>
    Failed,
}
