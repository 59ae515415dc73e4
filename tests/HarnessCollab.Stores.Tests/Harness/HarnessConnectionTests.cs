
namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>The platform's own test of a connection, by one of its delegates.</summary>
public sealed class HarnessConnectionTests : HarnessTest
{
    private const string Id = "Jira_Main";

    [Fact]
    public async Task A_good_connection_passes_and_the_delegate_is_named()
    {
        await CreateAsync();

        var result = await Store.TestConnectionAsync(Id, Cancel);

        Assert.Equal((DelegateVerdict.Passed, "delegate-1"), (result!.Verdict, result.Delegate));
        Assert.Empty(result.Errors);
        Assert.InRange(result.TestedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Contains(
            await Sandbox.RequestsAsync(),
            request =>
                request.GetProperty("path").GetString() == $"/ng/api/connectors/testConnection/{Id}?accountIdentifier={HarnessSandbox.Account}");
    }

    [Theory]
    [InlineData("red", DelegateVerdict.Failed, "The Jira URL or credentials provided are incorrect")]
    [InlineData("failure", DelegateVerdict.Failed, "Jira URL or credentials are incorrect")]
    [InlineData("no-delegate", DelegateVerdict.None, "No eligible delegate(s) in account")]
    [InlineData("expired", DelegateVerdict.None, "Task has expired")]
    public async Task What_the_platform_says_is_told(string says, DelegateVerdict verdict, string error)
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { verdict = says });

        var result = await Store.TestConnectionAsync(Id, Cancel);

        Assert.Equal(verdict, result!.Verdict);
        Assert.Contains(error, Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.NotNull(result.TestedAt);
    }

    [Theory]
    [InlineData("green", DelegateVerdict.Passed)]
    [InlineData("failure", DelegateVerdict.Failed)]
    public async Task A_verdict_that_comes_late_is_waited_for_and_that_of_an_earlier_test_is_none(string says, DelegateVerdict verdict)
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { verdict = says == "green" ? "failure" : "green" });
        await Sandbox.BeatAsync();
        await Sandbox.SetAsync(new { verdict = says, late_verdict = 4 }.Named());

        var result = await Store.TestConnectionAsync(Id, Cancel);

        Assert.Equal(verdict, result!.Verdict);
        Assert.Equal(4, Time.Pauses.Count(pause => pause >= TimeSpan.FromSeconds(0.8)));
    }

    [Fact]
    public async Task A_verdict_that_never_comes_is_none()
    {
        await CreateAsync();
        await Sandbox.BeatAsync();
        await Sandbox.SetAsync(new { late_verdict = 1000 }.Named());

        var result = await Store.TestConnectionAsync(Id, Cancel);

        Assert.Equal(DelegateVerdict.None, result!.Verdict);
        Assert.Equal(["no delegate has given a result in time"], result.Errors);
    }

    [Theory]
    [InlineData("core_connector_access")]
    [InlineData("core_secret_access")]
    public async Task A_key_without_access_may_not_test(string permission)
    {
        await CreateAsync();
        await Sandbox.SetAsync(new { deny = permission });

        var refusal = await FailsAsync(() => Store.TestConnectionAsync(Id, Cancel));

        Assert.Equal(StoreErrorCodes.Denied, refusal.Code);
        Assert.Contains(permission, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_is_an_error_and_a_lost_answer_is_asked_for_again()
    {
        await CreateAsync();
        await Sandbox.FailAsync("test-connector:lost-reply");
        Assert.Equal(DelegateVerdict.Passed, (await Store.TestConnectionAsync(Id, Cancel))!.Verdict);

        await Sandbox.FailAsync("test-connector:html:20");
        Assert.Equal(StoreErrorCodes.Unavailable, (await FailsAsync(() => Store.TestConnectionAsync(Id, Cancel))).Code);
    }

    [Fact]
    public async Task Without_an_account_there_is_nothing_to_test()
    {
        Assert.Null(await Store.TestConnectionAsync(Id, Cancel));
        Assert.DoesNotContain("test-connector", await Sandbox.CallsAsync());
    }

    [Fact]
    public async Task A_read_tells_what_the_platform_recorded_of_its_last_test_and_calls_nothing_more()
    {
        var created = await CreateAsync();
        Assert.Equal(new(DelegateVerdict.None, []), created.DelegateTest! with { Errors = [] });

        await Sandbox.SetAsync(new { verdict = "red" });
        await Sandbox.BeatAsync();
        var found = await Store.Accounts.FindAsync(Id, Cancel);

        Assert.Equal((DelegateVerdict.Failed, false), (found!.DelegateTest!.Verdict, found.DelegateTest.TestedAt is null));
        Assert.Contains("Jira URL or credentials are incorrect", Assert.Single(found.DelegateTest.Errors), StringComparison.Ordinal);
        Assert.Equal(created, found);
        Assert.DoesNotContain("test-connector", await Sandbox.CallsAsync());
    }
}
