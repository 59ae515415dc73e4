using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

public sealed class ConnectionTestTests : CliTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_wrong_token_fails_preview_and_up_and_leaves_the_store_as_it_was(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        var (row, state) = (stack.Sql("select revision from providers"), await File.ReadAllTextAsync(stack.CheckpointPath));
        await stack.SecretAsync("apiToken", "wrong-token");

        var preview = await FailsAsync(stack.PreviewAsync());
        var up = await FailsAsync(stack.UpAsync());

        Assert.Matches("error: .*HC4[0-9]{3}: ", preview.All);
        Assert.Matches("error: .*HC4[0-9]{3}: ", up.All);
        Assert.Contains("HARNESSCOLLAB_CONNECTION_TEST_APPLY", up.All, StringComparison.Ordinal);
        Assert.Equal(row, stack.Sql("select revision from providers"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_wrong_token_on_the_first_up_makes_nothing(string cli)
    {
        var stack = await StackAsync(cli, withToken: false);
        await stack.SecretAsync("apiToken", "wrong-token");

        await FailsAsync(stack.PreviewAsync());
        var up = await FailsAsync(stack.UpAsync());

        Assert.Matches("HC4[0-9]{3}: ", up.All);
        Assert.Equal(0, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task The_default_credential_works_and_its_rotation_is_an_ordinary_update(string cli)
    {
        var stack = await StackAsync(cli, withToken: false);
        await stack.SecretAsync("harnesscollab:jiraApiToken", JiraSandbox.Token);
        await SucceedsAsync(stack.UpAsync());
        await Jira.SetAsync(new { token = "rotated-token" });
        await stack.SecretAsync("harnesscollab:jiraApiToken", "rotated-token");

        var preview = await SucceedsAsync(stack.PreviewAsync());
        var diff = await SucceedsAsync(stack.PreviewAsync("--diff"));
        var before = await Jira.AuthenticatedRequestsAsync();
        var up = await SucceedsAsync(stack.UpAsync());
        var again = await SucceedsAsync(stack.UpAsync());

        Assert.Contains("[diff: ~apiToken]", preview.Output, StringComparison.Ordinal);
        Assert.Contains("~ apiToken: [secret] => [secret]", diff.Output, StringComparison.Ordinal);
        Assert.Contains("    ~ 1 updated\n", up.Output, StringComparison.Ordinal);
        Assert.True(await Jira.AuthenticatedRequestsAsync() > before);
        Assert.Contains("    2 unchanged\n", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Without_any_credential_the_message_says_which_commands_set_one(string cli)
    {
        var stack = await StackAsync(cli, withToken: false);

        var preview = await FailsAsync(stack.PreviewAsync());

        Assert.Contains("HC1016", preview.All, StringComparison.Ordinal);
        Assert.Contains("config set --secret harnesscollab:jiraApiToken", preview.All, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Three_mistakes_are_reported_together_and_no_secret_is_printed(string cli)
    {
        var stack = await EmptyStackAsync(cli);
        await stack.ConfigAsync("mistakes", "true");

        var preview = await FailsAsync(stack.PreviewAsync());

        Assert.Contains("property displayName value {ops!jira} has a problem: HC1010: ", preview.All, StringComparison.Ordinal);
        Assert.Contains("property baseUrl value {example.atlassian.net} has a problem: HC1011: ", preview.All, StringComparison.Ordinal);
        Assert.Contains(
            "resource 'jira' has a problem: HC1017: 'apiToken' of JiraCollaborationProvider 'jira' contains a line end",
            preview.All,
            StringComparison.Ordinal);
        Assert.DoesNotContain("token-canary", preview.All, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> ClisAndUnknowns => new MatrixTheoryData<string, string>(["collab", "pulumi"], ["baseUrl", "apiToken"]);

    [Theory]
    [MemberData(nameof(ClisAndUnknowns))]
    public async Task What_is_unknown_in_preview_skips_the_test_and_up_does_test(string cli, string property)
    {
        var stack = await StackAsync(cli);
        await stack.ConfigAsync("unknown", property);

        var preview = await SucceedsAsync(stack.PreviewAsync());
        var up = await SucceedsAsync(stack.UpAsync());

        Assert.Contains($"connection test skipped: {property} is not known yet", preview.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("connection test skipped", up.Output, StringComparison.Ordinal);
        Assert.Contains("status  : \"passed\"", up.Output, StringComparison.Ordinal);
        Assert.Equal(2, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_unknown_display_name_does_not_skip_the_test(string cli)
    {
        var stack = await StackAsync(cli);
        await stack.ConfigAsync("unknown", "displayName");
        var before = await Jira.AuthenticatedRequestsAsync();

        var preview = await SucceedsAsync(stack.PreviewAsync());

        Assert.DoesNotContain("connection test skipped", preview.Output, StringComparison.Ordinal);
        Assert.True(await Jira.AuthenticatedRequestsAsync() > before);
    }
}
