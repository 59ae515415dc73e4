namespace HarnessCollab.Jira;

/// <summary>The time that Jira has for a whole test, and the caller's cancellation; the two can be distinguished.</summary>
internal sealed class TestBudget : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;
    private TimeSpan _aside;

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

    public TimeSpan Remaining => Total + _aside - _clock.GetElapsedTime(_start);

    /// <summary>Throws when the caller cancelled: that is not a finding about Jira.</summary>
    public void ThrowIfCallerCancelled() => _caller.ThrowIfCancellationRequested();

    /// <summary>
    /// Does work of this machine, such as waiting for another process. It takes none of Jira's time, and may itself take as long as the whole test.
    /// </summary>
    public async Task<T> AsideAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        var (start, left) = (_clock.GetTimestamp(), Remaining);
        _limit.CancelAfter(Total);
        try
        {
            return await work(Token);
        }
        finally
        {
            _aside += _clock.GetElapsedTime(start);
            _limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
