using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>What nobody sees in a secret or user name is said before anything is sent; where Jira lives is for Jira to prove.</summary>
public sealed class HiddenCharacterTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Theory]
    [InlineData("apiToken", "tok-canary\u200b", "HC1031")]
    [InlineData("apiToken", "\ufefftok-canary", "HC1031")]
    [InlineData("apiToken", "tok\u00a0canary", "HC1031")]
    [InlineData("apiToken", "tok canary", "HC1031")]
    [InlineData("apiToken", "tok\u0435n-canary", "HC1031")]
    [InlineData("personalAccessToken", "tok-canary\u2060", "HC1031")]
    [InlineData("password", "\u200bpass-canary", "HC1031")]
    [InlineData("password", "pass-canary\u00ad", "HC1031")]
    [InlineData("password", "pass\ufeff-canary", "HC1031")]
    [InlineData("password", "pass\u2028-canary", "HC1031")]
    [InlineData("password", "pass\ufffd-canary", "HC1005")]
    [InlineData("password", "pass-canary\U000E0001", "HC1031")]
    [InlineData("password", "pass-canary\u00a0", "HC1017")]
    [InlineData("password", "pass\n-canary", "HC1017")]
    public async Task A_credential_with_a_hidden_character_fails_the_check(string property, string secret, string code)
    {
        var inputs = Sandbox.Good().Without("apiToken").With(property, PropertyValue.SecretOf(secret));
        var failure = Assert.Single(
            (await Plugin.CheckAsync("jira", property == "personalAccessToken" ? inputs.Without("username") : inputs)).Failures);

        Assert.StartsWith($"{code}: '{property}' of JiraCollaborationProvider 'jira' ", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.Reason, StringComparison.Ordinal);
        Assert.Equal("", failure.Property);
    }

    [Theory]
    [InlineData("jiraApiToken", "tok-canary\u200b")]
    [InlineData("jiraPersonalAccessToken", "tok\u00a0canary")]
    [InlineData("jiraPassword", "pass-canary\u200b")]
    public async Task A_default_credential_with_a_hidden_character_fails_the_check(string setting, string secret)
    {
        var given = PropertyMap.Of((setting, PropertyValue.SecretOf(secret)));
        var check = await Plugin.Client.CheckConfigAsync(
            new CheckRequest { Urn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::p", Name = "p", News = PropertyEncoder.Encode(given) },
            deadline: PluginProcess.Deadline);
        var error = await FailsAsync(StartAsync(given));

        Assert.StartsWith($"HC1031: '{setting}' of ", Assert.Single(check.Failures).Reason, StringComparison.Ordinal);
        Assert.StartsWith($"HC1031: '{setting}' of ", error.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_text_and_the_credential_of_a_test_with_a_hidden_character_fail_the_check()
    {
        var text = await Plugin.CheckAsync(
            "t",
            PropertyMap.Of(("name", PropertyValue.Of("t")), ("value", PropertyValue.SecretOf("tok-canary\u200b"))),
            type: "harnesscollab:index:EncryptedText");
        var test = await Plugin.CheckAsync("jira", Sandbox.Good().Without("apiToken").With("encryptedText", PropertyValue.Of("t"))
            .With("connectionTest", PropertyValue.Of(PropertyMap.Of(("credential", PropertyValue.SecretOf("\ufefftok-canary"))))));

        Assert.StartsWith("HC1031: 'value' of EncryptedText 't' ", Assert.Single(text.Failures).Reason, StringComparison.Ordinal);
        Assert.StartsWith("HC1031: 'connectionTest.credential' of ", Assert.Single(test.Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot@example.com\u200b")]
    [InlineData("\ufeffbot@example.com")]
    [InlineData("bot\u00a0@example.com")]
    [InlineData("bot@example.com\u00a0")]
    public async Task A_user_name_with_a_hidden_character_fails_the_check(string username)
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().With("username", PropertyValue.Of(username)))).Failures);

        Assert.StartsWith("HC1032: 'username' of ", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestJiraConnection_refuses_a_hidden_character_as_the_resource_does()
    {
        var answer = await Plugin.InvokeAsync(
            "testJiraConnection", Sandbox.Good().Without("displayName").With("apiToken", PropertyValue.SecretOf("tok-canary\u200b")));

        Assert.StartsWith("HC1031: 'apiToken' of ", Assert.Single(answer.Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pass word")]
    [InlineData("pässwörd")]
    [InlineData("pass\u200bword")]
    [InlineData("pass\u00a0word")]
    public async Task What_may_be_meant_in_a_password_passes_the_check(string password) =>
        Assert.Empty(
            (await Plugin.CheckAsync("jira", Sandbox.Good().Without("apiToken").With("password", PropertyValue.SecretOf(password)))).Failures);

    [Theory]
    [InlineData("https://jira.example.com/issues")]
    [InlineData("https://jira.example.com/projects/jira")]
    [InlineData("https://jira.example.com/jira/secure/Dashboard.jspa")]
    public async Task A_context_path_named_like_a_page_passes_the_check(string baseUrl) =>
        Assert.Equal(baseUrl, (await Plugin.CheckedAsync("jira", Sandbox.Good().With("baseUrl", PropertyValue.Of(baseUrl))))["baseUrl"].AsString());

    [Fact]
    public async Task A_cloud_site_with_its_final_dot_follows_the_rules_of_the_cloud()
    {
        var inputs = Sandbox.Good().With("baseUrl", PropertyValue.Of("https://Acme.atlassian.net./"));
        var checkedInputs = await Plugin.CheckedAsync("jira", inputs);
        var named = await Plugin.CheckAsync("jira", inputs.With("username", PropertyValue.Of("bot")));
        var page = await Plugin.CheckAsync("jira", inputs.With("baseUrl", PropertyValue.Of("https://acme.atlassian.net./wiki")));

        Assert.Equal("https://acme.atlassian.net", checkedInputs["baseUrl"].AsString());
        Assert.StartsWith("HC1013", Assert.Single(named.Failures).Reason, StringComparison.Ordinal);
        Assert.StartsWith("HC1011", Assert.Single(page.Failures).Reason, StringComparison.Ordinal);
    }
}
