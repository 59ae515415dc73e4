namespace HarnessCollab.Jira;

/// <summary>The time limit of a whole test, and the caller's cancellation; the two can be distinguished.</summary>
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

    /// <summary>Throws when the caller cancelled: that is not a finding about Jira.</summary>
    public void ThrowIfCallerCancelled() => _caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
