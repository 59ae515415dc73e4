using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

public sealed class CheckTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task All_mistakes_are_reported_at_once_and_only_plain_scalars_are_named()
    {
        var response = await Plugin.CheckAsync("jira", PropertyMap.Of(
            ("displayName", PropertyValue.Of("ops!jira")),
            ("baseUrl", PropertyValue.Of("example.atlassian.net")),
            ("apiToken", PropertyValue.SecretOf("tok-with-newline\n")),
            ("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("sometimes")))))));

        Assert.Equal(4, response.Failures.Count);
        Assert.Equal(["", "", "baseUrl", "displayName"], response.Failures.Select(failure => failure.Property).Order(StringComparer.Ordinal));
        Assert.Contains(response.Failures, failure =>
            failure.Reason == "HC1004: 'connectionTest.apply' of JiraCollaborationProvider 'jira' must be off, warn or enforce, not 'sometimes'.");
        Assert.Contains(response.Failures, failure =>
            failure.Reason.StartsWith("HC1017: 'apiToken' of JiraCollaborationProvider 'jira' contains a line end", StringComparison.Ordinal));
        Assert.DoesNotContain("tok-with-newline", string.Join('\n', response.Failures.Select(failure => failure.Reason)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:s3cret-canary@jira.example.com")]
    [InlineData("https://jira.example.com/?token=s3cret-canary")]
    [InlineData("https://jira.example.com/#s3cret-canary")]
    [InlineData("user:s3cret-canary@jira.example.com")]
    public async Task A_base_url_that_may_hold_a_secret_is_neither_named_nor_printed(string baseUrl)
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().With("baseUrl", PropertyValue.Of(baseUrl)))).Failures);

        Assert.Equal("", failure.Property);
        Assert.StartsWith("HC1011: 'baseUrl'", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-canary", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/issues")]
    [InlineData("/projects/jira")]
    [InlineData("/browse")]
    public async Task A_context_path_that_reads_like_a_page_may_be_Jiras(string path) =>
        Assert.Empty((await Plugin.CheckAsync("jira", Sandbox.Good().With("baseUrl", PropertyValue.Of($"https://jira.example.com{path}")))).Failures);

    [Fact]
    public async Task Without_any_credential_the_message_says_which_commands_set_one()
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().Without("apiToken"))).Failures);

        Assert.StartsWith("HC1016", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("pulumi config set --secret harnesscollab:jiraApiToken", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_kinds_of_credential_are_one_too_many()
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().With("password", PropertyValue.SecretOf("x")))).Failures);

        Assert.StartsWith("HC1014", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("personalAccessToken")]
    public async Task Jira_cloud_takes_an_api_token_only(string property)
    {
        var inputs = Sandbox.Good().Without("apiToken").With("baseUrl", PropertyValue.Of("https://example.atlassian.net")).With(
            property, PropertyValue.SecretOf("x"));
        var response = await Plugin.CheckAsync("jira", property == "password" ? inputs : inputs.Without("username"));

        Assert.Contains(
            response.Failures, failure => failure.Property == "" && failure.Reason.StartsWith($"HC1015: '{property}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jira_cloud_wants_the_full_mail_address()
    {
        var failure = Assert.Single((await Plugin.CheckAsync(
            "jira",
            Sandbox.Good().With("baseUrl", PropertyValue.Of("https://example.atlassian.net")).With("username", PropertyValue.Of("bot")))).Failures);

        Assert.Equal("username", failure.Property);
        Assert.StartsWith("HC1013", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_to_another_host_needs_a_permission()
    {
        var inputs = Sandbox.Good().With("baseUrl", PropertyValue.Of("http://jira.example.com"));
        var permissive = await StartAsync(PropertyMap.Of(("allowInsecureHttp", PropertyValue.Of("true"))));

        Assert.StartsWith("HC1012", Assert.Single((await Plugin.CheckAsync("jira", inputs)).Failures).Reason, StringComparison.Ordinal);
        Assert.Empty((await permissive.CheckAsync("jira", inputs)).Failures);
    }

    [Fact]
    public async Task A_misspelt_property_is_named_with_the_nearest_one()
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().With("displayname", PropertyValue.Of("x")))).Failures);

        Assert.Equal("HC1003: JiraCollaborationProvider 'jira' has no property 'displayname'. Did you mean 'displayName'?", failure.Reason);
    }

    [Fact]
    public async Task The_default_credential_becomes_a_secret_input()
    {
        var configured = await StartAsync(PropertyMap.Of(("jiraApiToken", PropertyValue.SecretOf("from-config"))));

        var inputs = await configured.CheckedAsync("jira", Sandbox.Good().Without("apiToken"));

        Assert.Equal(PropertyValue.SecretOf("from-config"), inputs["apiToken"]);
    }

    [Fact]
    public async Task A_plain_text_credential_is_marked_secret()
    {
        var inputs = await Plugin.CheckedAsync("jira", Sandbox.Good().With("apiToken", PropertyValue.Of("plain")));

        Assert.Equal(PropertyValue.SecretOf("plain"), inputs["apiToken"]);
    }

    [Fact]
    public async Task Two_resources_of_one_program_cannot_have_one_display_name()
    {
        await Plugin.CheckedAsync("first", Sandbox.Good());

        var failure = Assert.Single((await Plugin.CheckAsync("second", Sandbox.Good())).Failures);

        Assert.StartsWith("HC1019", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("JiraCollaborationProvider 'first'", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("displayName")]
    [InlineData("baseUrl")]
    [InlineData("username")]
    [InlineData("apiToken")]
    [InlineData("connectionTest")]
    public async Task Unknown_inputs_pass_through(string property)
    {
        var inputs = await Plugin.CheckedAsync("jira", Sandbox.Good().With(property, PropertyValue.Unknown));

        Assert.IsType<UnknownValue>(inputs[property].Unwrap());
    }
}
