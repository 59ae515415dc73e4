using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

public sealed class LifecycleTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task Preview_of_a_create_writes_nothing_not_even_a_store()
    {
        var planned = await Plugin.CreateAsync("jira", await Plugin.CheckedAsync("jira", Sandbox.Good()), preview: true);

        Assert.Equal("", planned.Id);
        Assert.Equal("ops-jira", planned.Outputs["displayName"].AsString());
        Assert.IsType<UnknownValue>(planned.Outputs["secretId"]);
        Assert.IsType<SecretValue>(planned.Outputs["apiToken"]);
        Assert.False(Directory.Exists(Folder.Combine(".harnesscollab")));
    }

    [Fact]
    public async Task Create_tests_saves_and_returns_the_whole_state()
    {
        var created = await CreatedAsync();

        Assert.NotEqual("", created.Id);
        Assert.Equal(1, Rows());
        Assert.Equal("passed", created.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(PropertyValue.SecretOf("sandbox-token"), created.Outputs["apiToken"]);
        Assert.All(new[] { "storeId", "secretId", "revision" }, name => Assert.NotEqual("", created.Outputs[name].AsString()));
        Assert.True(created.Outputs["usageScope"].AsObject()!["applications"].AsObject()!["all"].AsBool());
    }

    [Fact]
    public async Task Update_changes_the_row_in_place_and_follows_a_rename()
    {
        var created = await CreatedAsync();
        var news = await Plugin.CheckedAsync("jira", Sandbox.Good("dev-jira"), created.Inputs);

        var diff = await Plugin.DiffAsync("jira", created, news);
        var updated = await Plugin.UpdateAsync("jira", created, news);

        Assert.Equal(["displayName"], diff.Diffs);
        Assert.Empty(diff.Replaces);
        Assert.Equal("dev-jira", Sql("select display_name from jira_accounts_v1"));
        Assert.Equal(1, Rows());
        Assert.NotEqual(created.Outputs["revision"], updated.Outputs["revision"]);
        Assert.Equal(created.Outputs["secretId"], updated.Outputs["secretId"]);
    }

    [Fact]
    public async Task Preview_of_an_update_writes_nothing()
    {
        var created = await CreatedAsync();
        var news = await Plugin.CheckedAsync("jira", Sandbox.Good("dev-jira"), created.Inputs);

        var planned = await Plugin.UpdateAsync("jira", created, news, preview: true);

        Assert.Equal("ops-jira", Sql("select display_name from jira_accounts_v1"));
        Assert.Equal("dev-jira", planned.Outputs["displayName"].AsString());
        Assert.IsType<UnknownValue>(planned.Outputs["revision"]);
        Assert.Equal(created.Outputs["secretId"], planned.Outputs["secretId"]);
    }

    [Fact]
    public async Task Delete_removes_row_and_secret_and_may_be_repeated()
    {
        var created = await CreatedAsync();

        await Plugin.DeleteAsync("jira", created);
        await Plugin.DeleteAsync("jira", created);

        Assert.Equal(0, Rows());
        Assert.Equal(0L, Sql("select count(*) from encrypted_texts"));
    }

    [Fact]
    public async Task A_trailing_slash_and_the_case_of_the_host_are_no_difference()
    {
        var created = await CreatedAsync();
        var news = await Plugin.CheckedAsync(
            "jira",
            Sandbox.Good().With("baseUrl", PropertyValue.Of($" {Sandbox.Jira.BaseUrl.Replace("http:", "HTTP:", StringComparison.Ordinal)}/ ")),
            created.Inputs);

        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, (await Plugin.DiffAsync("jira", created, news)).Changes);
    }
}
