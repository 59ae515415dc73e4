using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests;

/// <summary>Jira's wish to be left alone is granted, within the time of the test.</summary>
public sealed class RateLimitTests
{
    [Theory]
    [InlineData(429, "Retry-After: 7", 7)]
    [InlineData(429, "X-Nothing: 0", 2)]
    [InlineData(503, "Retry-After: 5", 5)]
    public async Task The_asked_wait_is_kept_and_then_the_test_goes_on(int status, string header, int seconds)
    {
        var clock = new WatchedClock();
        var refusals = 1;
        await using var server = Script.Cloud.On("/rest/api/2/myself", _ => refusals-- > 0
            ? Reply.Json(status, "{}", header)
            : Reply.Json(200, """{"accountId":"1"}""")).Start();
        await using var tester = Testers.Direct(clock);

        var test = tester.TestAsync(Testers.Settings(server.Url) with { Timeout = TimeSpan.FromSeconds(20) }, TestContext.Current.CancellationToken);
        var wait = await clock.Waiting.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        Assert.InRange(wait.TotalSeconds, seconds, seconds * 1.25);
        Assert.Single(server.SignedIn);
        clock.Advance(wait);

        (await test.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken)).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task A_wait_longer_than_the_test_has_is_not_begun()
    {
        await using var server = Script.Cloud.OnMyself(Reply.Json(429, "{}", "Retry-After: 21")).Start();

        var report = await Testers.TestAsync(
            Testers.Settings(server.Url) with { Timeout = TimeSpan.FromSeconds(20) }, Testers.Direct(new FakeTimeProvider()));

        report.ShouldBe(Verdict.Inconclusive, "HC4216");
        Assert.Single(server.SignedIn);
    }

    [Fact]
    public async Task A_Jira_that_blocks_everything_is_left_alone_after_four_tries()
    {
        await TryAsync("Retry-After: 0");
    }

    [Theory]
    [InlineData("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Date: Thu, 01 Jan 2026 00:00:09 GMT\r\nRetry-After: Thu, 01 Jan 2026 00:00:00 GMT")]
    public async Task A_date_that_has_passed_is_no_wait_and_the_floor_holds(string headers) => await TryAsync(headers);

    // One second, two, four: an onslaught is no answer to "at once". On a raw socket, which sends the date that it is given.
    private static async Task TryAsync(string headers)
    {
        var clock = new HurryingClock();
        await using var server = new WireServer(Script.Server.OnMyself(Reply.Json(429, "{}", headers)).Answer);

        var report = await Testers.TestAsync(
            Testers.Settings(server.Url, "bot", kind: CredentialKind.Password) with { Timeout = TimeSpan.FromSeconds(60) },
            Testers.Direct(clock));

        report.ShouldBe(Verdict.Inconclusive, "HC4216");
        Assert.Equal(4, server.SignedIn.Count);
        Assert.Collection(
            clock.Waits,
            wait => Assert.InRange(wait.TotalSeconds, 1, 1.25),
            wait => Assert.InRange(wait.TotalSeconds, 2, 2.5),
            wait => Assert.InRange(wait.TotalSeconds, 4, 5));
    }

    /// <summary>Keeps what is waited for, and is at its end at once.</summary>
    private sealed class HurryingClock : FakeTimeProvider
    {
        private readonly List<TimeSpan> _waits = [];

        public IReadOnlyList<TimeSpan> Waits => _waits;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime <= TimeSpan.Zero || dueTime >= TimeSpan.FromSeconds(20))
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            _waits.Add(dueTime);
            return base.CreateTimer(_ => ThreadPool.QueueUserWorkItem(_ => callback(state)), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Tells of the first wait that is shorter than a test's limit.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TimeSpan> Waiting => _waiting.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(20) && period == Timeout.InfiniteTimeSpan)
            {
                _waiting.TrySetResult(dueTime);
            }

            return timer;
        }
    }
}
