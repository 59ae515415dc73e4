namespace HarnessCollab.Testing;

/// <summary>The generous limit for everything a test waits for. Beyond it, something hangs and is not just slow.</summary>
public static class TestTimeouts
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    /// <summary>The same for a command that builds from source first, while other suites run.</summary>
    public static TimeSpan PatienceWithABuild { get; } = TimeSpan.FromMinutes(6);

    public static CancellationTokenSource Source() => new(Patience);
}
