using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests;

/// <summary>Many resources, one connection: tested once.</summary>
public sealed class SingleFlightTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_resources_with_one_wrong_credential_and_different_projects_sign_in_once()
    {
        await using var server = Script.Cloud.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED")).Start();
        await using var tester = Testers.Direct();

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(n => tester.TestAsync(Testers.Settings(server.Url, projects: $"P{n}"), Cancelled)));

        Assert.All(reports, report => report.ShouldBe(Verdict.Failed, "HC4310"));
        Assert.Single(server.SignedIn);
    }

    [Fact]
    public async Task The_same_candidate_is_asked_for_its_permissions_once()
    {
        await using var server = Script.Cloud.Start();
        await using var tester = Testers.Direct();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tester.TestAsync(Testers.Settings(server.Url), Cancelled)));
        await tester.TestAsync(Testers.Settings(server.Url), Cancelled);

        Assert.Equal(server.Requests.Count, server.Requests.DistinctBy(request => request.Target).Count());
    }

    [Fact]
    public async Task An_inconclusive_answer_is_good_for_half_a_minute_only()
    {
        var down = true;
        await using var server = Script.Cloud
            .On("/rest/api/2/serverInfo", request => down
                ? Reply.Html(502, "Bad Gateway")
                : Reply.Json(200, Script.CloudInfo.Replace("SELF", $"http://{request.Host}", StringComparison.Ordinal)))
            .Start();
        var clock = new FakeTimeProvider();
        await using var tester = Testers.Direct(clock);
        (await tester.TestAsync(Testers.Settings(server.Url), Cancelled)).ShouldBe(Verdict.Inconclusive, "HC4215");
        down = false;

        (await tester.TestAsync(Testers.Settings(server.Url), Cancelled)).ShouldBe(Verdict.Inconclusive, "HC4215");
        clock.Advance(TimeSpan.FromSeconds(31));
        (await tester.TestAsync(Testers.Settings(server.Url), Cancelled)).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task One_who_leaves_does_not_spoil_the_test_for_the_others()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Script.Cloud.After(_ =>
        {
            asked.TrySetResult();
            return go.Task;
        }).Start();
        await using var tester = Testers.Direct();
        using var first = new CancellationTokenSource();
        var leaving = tester.TestAsync(Testers.Settings(server.Url), first.Token);
        var staying = tester.TestAsync(Testers.Settings(server.Url), Cancelled);
        await asked.Task.WaitAsync(Limits.Hang, Cancelled);

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Limits.Hang, Cancelled));
        go.SetResult();

        (await staying.WaitAsync(Limits.Hang, Cancelled)).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task Cancelling_ends_the_test_at_once_and_is_no_finding()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async _ =>
        {
            asked.TrySetResult();
            return await new TaskCompletionSource<Reply?>().Task;
        });
        await using var tester = Testers.Direct();
        using var cancel = new CancellationTokenSource();
        var test = tester.TestAsync(Testers.Settings(server.Url), cancel.Token);
        await asked.Task.WaitAsync(Limits.Hang, Cancelled);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.WaitAsync(Limits.Hang, Cancelled));
    }

    [Fact]
    public async Task No_fifth_request_is_sent_to_a_host_while_four_are_in_flight()
    {
        var asked = 0;
        var fourth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fifth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Script.Cloud.After(async request =>
        {
            // Projects are asked for side by side; all before them comes one by one.
            if (request.Target.Contains("projectKey", StringComparison.Ordinal))
            {
                var reached = Interlocked.Increment(ref asked) switch { 4 => fourth, 5 => fifth, _ => null };
                reached?.SetResult();
                await go.Task;
            }
        }).Start();
        await using var tester = Testers.Direct();
        var test = tester.TestAsync(Testers.Settings(server.Url, projects: [.. Enumerable.Range(0, 40).Select(n => $"P{n}")]), Cancelled);
        await fourth.Task.WaitAsync(Limits.Hang, Cancelled);

        // Without a limit the fifth comes with the fourth; that it does not come can only be waited for.
        await Assert.ThrowsAsync<TimeoutException>(() => fifth.Task.WaitAsync(TimeSpan.FromSeconds(1), Cancelled));

        go.SetResult();
        await test.WaitAsync(Limits.Hang, Cancelled);
        Assert.Equal(40, asked);
    }
}
