using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>A wrong credential meets many plugin processes: preview, up, and one more for each explicit provider. Jira is asked once.</summary>
public sealed class RefusedCredentialTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task Three_plugin_processes_send_one_wrong_credential_once()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var wrong = Inputs(jira, "wrong-token-canary");
        PluginProcess[] plugins = [Plugin, await StartAsync(), await StartAsync()];

        // At once, two resources each, in preview and apply.
        var errors = await Task.WhenAll(plugins.SelectMany(plugin => new[]
        {
            FailsAsync(CreateAsync(plugin, "one", wrong, preview: true)),
            FailsAsync(CreateAsync(plugin, "two", wrong.With("displayName", PropertyValue.Of("two")), preview: false)),
        }));

        Assert.All(errors, error => Assert.Matches("^HC4310: ", error.Status.Detail));
        Assert.Equal(1, await jira.AuthenticatedRequestsAsync());
        Assert.Equal(0, Rows());
        var told = errors.First(error => error.Status.Detail.Contains("not sent again", StringComparison.Ordinal)).Status.Detail;
        Assert.Matches("it is mistyped, expired, revoked.* It was not sent again; Jira refused it at [0-9]{2}:[0-9]{2} UTC", told);
        Assert.Contains("'pulumi plugin run --kind resource harnesscollab -- doctor --forget'", told, StringComparison.Ordinal);

        var ofCollab = await StartAsync(environment: new Dictionary<string, string?> { ["HARNESSCOLLAB_STARTED_BY"] = "collab" });
        Assert.Contains(
            "'collab doctor --forget'",
            (await FailsAsync(CreateAsync(ofCollab, "one", wrong, preview: true))).Status.Detail,
            StringComparison.Ordinal);

        // A changed credential is tried at once.
        await FailsAsync(CreateAsync(plugins[1], "one", Inputs(jira, "another-wrong-one"), preview: true));
        Assert.Equal(2, await jira.AuthenticatedRequestsAsync());

        // The memory is cleared by hand; a new process asks again.
        var forgotten = await ChildProcess.RunAsync(
            Artifacts.Plugin, ["doctor", "--forget"], Folder.Path, new Dictionary<string, string?> { ["PULUMI_HOME"] = Folder.Combine(".home") });
        Assert.Equal(0, forgotten.ExitCode);
        await FailsAsync(CreateAsync(await StartAsync(), "one", wrong, preview: true));
        Assert.Equal(3, await jira.AuthenticatedRequestsAsync());
    }

    private PropertyMap Inputs(JiraSandbox jira, string token) =>
        Sandbox.Good().With("baseUrl", PropertyValue.Of(jira.BaseUrl)).With("apiToken", PropertyValue.SecretOf(token));

    private static async Task CreateAsync(PluginProcess plugin, string name, PropertyMap inputs, bool preview) =>
        await plugin.CreateAsync(name, await plugin.CheckedAsync(name, inputs), preview);
}
