namespace HarnessCollab.Testing;

/// <summary>The one generous limit for anything a test waits for. It says "hangs", not "slow".</summary>
public static class TestTimeouts
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(90);

    public static CancellationTokenSource Source() => new(Patience);
}
