using System.Collections.Concurrent;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>
/// A clock on which waiting takes no time: a timer of less than a minute, as pauses are, fires at once and moves the clock; deadlines,
/// which are longer, never come. All pauses are noted.
/// </summary>
public sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(59);
    private long _ticks = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public void MoveTo(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, time.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestPause || dueTime < TimeSpan.Zero)
        {
            return TimeProvider.System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Pauses.Enqueue(dueTime);
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
