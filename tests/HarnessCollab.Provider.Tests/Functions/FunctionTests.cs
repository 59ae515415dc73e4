using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Functions;

public sealed class FunctionTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private PropertyMap Settings => Sandbox.Good().Without("displayName");

    [Fact]
    public async Task All_providers_are_listed_by_name_without_credentials()
    {
        Assert.Empty((await ResultAsync("getJiraCollaborationProviders", PropertyMap.Empty))["providers"].AsArray()!);
        await CreatedAsync("b", Sandbox.Good("beta"));
        var alpha = await CreatedAsync("a", Sandbox.Good("alpha"));

        var answer = await Plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty);

        var providers = PropertyDecoder.Decode(answer.Return)["providers"].AsArray()!.Select(provider => provider.AsObject()!).ToArray();
        Assert.Equal(["alpha", "beta"], providers.Select(provider => provider["displayName"].AsString()));
        Assert.Equal(alpha.Id, providers[0]["id"].AsString());
        Assert.Equal("apiToken", providers[0]["credentialKind"].AsString());
        Assert.DoesNotContain(JiraSandbox.Token, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetJiraCollaborationProvider_finds_by_name_and_never_returns_the_credential()
    {
        var created = await CreatedAsync();

        var found = await Plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Of(("displayName", PropertyValue.Of("ops-jira"))));
        var missing = await FailsAsync(
            Plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Of(("displayName", PropertyValue.Of("OPS-jira")))));
        var neither = await Plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Empty);

        Assert.Equal(created.Id, found.Return.Fields["id"].StringValue);
        Assert.DoesNotContain(JiraSandbox.Token, found.ToString(), StringComparison.Ordinal);
        Assert.Contains("letter case counts", missing.Status.Detail, StringComparison.Ordinal);
        Assert.Single(neither.Failures);
    }

    [Fact]
    public async Task A_function_without_arguments_refuses_those_it_is_given()
    {
        var answer = await Plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Of(("name", PropertyValue.Of("x"))));

        Assert.StartsWith("HC1003", Assert.Single(answer.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_connection_has_passed_in_every_step()
    {
        var report = await ResultAsync(
            "testJiraConnection", Settings.With("projects", PropertyValue.Of(["OPS"])).With("timeoutSeconds", PropertyValue.Of(30)));

        Assert.Equal("passed", report["verdict"].AsString());
        Assert.Equal("Cloud", report["deploymentType"].AsString());
        Assert.NotEqual("", report["accountId"].AsString());
        Assert.NotEqual("", report["version"].AsString());
        var steps = report["steps"].AsArray()!.Select(step => step.AsObject()!).ToArray();
        Assert.Equal(["serverInfo", "myself"], steps.Select(step => step["name"].AsString()).Take(2));
        Assert.Contains("project OPS", steps.Select(step => step["name"].AsString()));
        Assert.All(steps, step => Assert.Equal("passed", step["outcome"].AsString()));
        Assert.All(steps, step => Assert.True(step["milliseconds"].AsNumber() >= 0));
        Assert.False(Directory.Exists(Folder.Combine(".harnesscollab")));
    }

    [Fact]
    public async Task A_red_result_is_an_answer_and_names_the_argument()
    {
        var answer = await Plugin.InvokeAsync("testJiraConnection", Settings.With("apiToken", PropertyValue.SecretOf("wrong-canary")));

        var report = PropertyDecoder.Decode(answer.Return);
        var finding = report["findings"].AsArray()!.Select(entry => entry.AsObject()!).First(entry => entry["severity"].AsString() == "error");
        Assert.Equal("failed", report["verdict"].AsString());
        Assert.Equal("HC4310", finding["code"].AsString());
        Assert.Equal("apiToken", finding["property"].AsString());
        Assert.All(new[] { "message", "action" }, name => Assert.NotEqual("", finding[name].AsString()));
        Assert.Contains("skipped", report["steps"].AsArray()!.Select(step => step.AsObject()!["outcome"].AsString()));
        Assert.DoesNotContain("wrong-canary", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_about_projects()
    {
        var report = await ResultAsync("testJiraConnection", Settings.With("projects", PropertyValue.Of(["NOPE"])));

        Assert.Equal("failed", report["verdict"].AsString());
        Assert.Contains("projects", report["findings"].AsArray()!.Select(entry => entry.AsObject()!.Find("property")?.AsString()));
    }

    [Fact]
    public async Task An_unreachable_jira_is_inconclusive()
    {
        // Port 9, discard: nothing listens there.
        var report = await ResultAsync("testJiraConnection", Settings.With("baseUrl", PropertyValue.Of("http://127.0.0.1:9")));

        Assert.Equal("inconclusive", report["verdict"].AsString());
        Assert.False(report.ContainsKey("version"));
    }

    [Fact]
    public async Task Without_a_credential_only_the_address_is_tested_unless_the_provider_has_one()
    {
        var bare = Settings.Without("apiToken");
        var configured = await StartAsync(PropertyMap.Of(("jiraApiToken", PropertyValue.SecretOf(JiraSandbox.Token))));

        var without = await ResultAsync("testJiraConnection", bare);
        var with = PropertyDecoder.Decode((await configured.InvokeAsync("testJiraConnection", bare)).Return);

        Assert.False(without.ContainsKey("accountId"));
        Assert.Contains("HC4001", without["findings"].AsArray()!.Select(finding => finding.AsObject()!["code"].AsString()));
        Assert.True(with.ContainsKey("accountId"));
    }

    [Fact]
    public async Task Arguments_that_make_no_sense_are_failures()
    {
        var answer = await Plugin.InvokeAsync("testJiraConnection", PropertyMap.Of(
            ("baseUrl", PropertyValue.Of("http://jira.example.com")),
            ("password", PropertyValue.SecretOf("one-canary")),
            ("apiToken", PropertyValue.SecretOf("two-canary"))));
        var missing = await Plugin.InvokeAsync("testJiraConnection", PropertyMap.Empty);
        var unknown = await Plugin.InvokeAsync("testJiraConnection", Settings.With("username", PropertyValue.Unknown));

        Assert.Equal(["HC1012", "HC1014"], answer.Failures.Select(failure => failure.Reason[..6]).Order());
        Assert.DoesNotContain("canary", answer.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("HC1001", Assert.Single(missing.Failures).Reason, StringComparison.Ordinal);
        Assert.StartsWith("HC5011", Assert.Single(unknown.Failures).Reason, StringComparison.Ordinal);
    }

    private async Task<PropertyMap> ResultAsync(string function, PropertyMap arguments)
    {
        var answer = await Plugin.InvokeAsync(function, arguments);
        Assert.Empty(answer.Failures);
        return PropertyDecoder.Decode(answer.Return);
    }
}
