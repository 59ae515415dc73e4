namespace HarnessCollab.Jira;

/// <summary>The time a whole test may take, and the caller's wish to stop; the two are told apart.</summary>
internal sealed class TestBudget : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    public TestBudget(TimeProvider clock, TimeSpan total, CancellationToken caller)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _caller = caller;
        Total = total;
        _limit = new CancellationTokenSource(total, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _limit.Token);
    }

    public TimeSpan Total { get; }

    public CancellationToken Token => _either.Token;

    public TimeProvider Clock => _clock;

    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    public TimeSpan Remaining => Total - Elapsed;

    /// <summary>Throws when it was the caller who stopped: that is no finding about Jira.</summary>
    public void ThrowIfCallerCancelled() => _caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
