using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Common.Tests;

/// <summary>The one place for the rules of waiting.</summary>
public sealed class PaceTests
{
    private static readonly Pace Pace = new(First: TimeSpan.FromSeconds(0.5), Longest: TimeSpan.FromSeconds(5), Repeats: 4);

    [Fact]
    public void Waits_double_up_to_the_longest_and_a_little_chance_is_added() =>
        Assert.Collection(
            Pace.Waits(),
            wait => Assert.InRange(wait.TotalSeconds, 0.5, 0.625),
            wait => Assert.InRange(wait.TotalSeconds, 1, 1.25),
            wait => Assert.InRange(wait.TotalSeconds, 2, 2.5),
            wait => Assert.InRange(wait.TotalSeconds, 4, 5));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(3, 0, 4)]
    [InlineData(9, 0, 5)]
    [InlineData(1, -7, 1)]
    [InlineData(1, 30, 30)]
    [InlineData(2, 1, 2)]
    public void What_is_asked_for_has_a_floor_that_grows_and_no_ceiling(int repeat, int asked, double seconds) =>
        Assert.InRange(Pace.Before(repeat, TimeSpan.FromSeconds(asked)).TotalSeconds, seconds, seconds * 1.25);

    [Fact]
    public void No_number_of_repeats_overflows() => Assert.InRange(Pace.Before(int.MaxValue).TotalSeconds, 5, 6.25);

    [Fact]
    public async Task The_last_failure_is_the_callers_when_the_repeats_are_used_up()
    {
        var tries = 0;

        var failure = await Assert.ThrowsAsync<IOException>(() => Pace.RepeatAsync<int>(
            () => throw new IOException($"{++tries}"), _ => Again.Soon, new HurryingClock(), TestContext.Current.CancellationToken));

        Assert.Equal("5", failure.Message);
    }

    [Fact]
    public async Task A_result_that_is_good_ends_it()
    {
        var tries = 0;

        Assert.Equal(3, await Pace.RepeatAsync(
            () => Task.FromResult(++tries), attempt => Again.If(attempt.Result < 3), new HurryingClock(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wait_that_patience_does_not_cover_is_not_begun()
    {
        var tries = 0;
        var impatient = Pace with { Patience = TimeSpan.FromSeconds(20) };

        Assert.Equal(1, await impatient.RepeatAsync(
            () => Task.FromResult(++tries),
            _ => Again.After(TimeSpan.FromSeconds(21)),
            new FakeTimeProvider(),
            TestContext.Current.CancellationToken));
    }

    /// <summary>Every wait is over at once.</summary>
    private sealed class HurryingClock : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(_ => ThreadPool.QueueUserWorkItem(_ => callback(state)), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
