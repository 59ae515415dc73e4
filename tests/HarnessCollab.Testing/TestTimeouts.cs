namespace HarnessCollab.Testing;

/// <summary>The one generous limit for anything a test waits for. It says "hangs", not "slow".</summary>
public static class TestTimeouts
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    /// <summary>The same where a command builds from source first, beside other suites.</summary>
    public static TimeSpan PatienceWithABuild { get; } = TimeSpan.FromMinutes(6);

    public static CancellationTokenSource Source() => new(Patience);
}
