using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>
/// What engines of several years say when they begin, and that a whole life works with each. Whatever one does not say it cannot do; the one without
/// any of it is in <see cref="OldEngineTests"/>.
/// </summary>
public sealed class HandshakeTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    /// <summary>By version of the CLI; null had no Handshake, and said in Configure what it could.</summary>
    public static TheoryData<string> Engines => ["3.100", "3.200", "3.259", "3.276"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_whole_life_works_and_the_answer_says_what_we_do(string version)
    {
        var greeting = Greeting(version);
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, handshake: false);
        if (greeting is not null)
        {
            Assert.Equal(
                new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true, SupportsAutonamingConfiguration = true },
                await plugin.Client.HandshakeAsync(greeting, deadline: PluginProcess.Deadline));
        }

        await plugin.ConfigureAsync(
            PropertyMap.Of(("driftDetection", PropertyValue.Of("always"))), greeting?.ConfigureWithUrn == true ? PluginProcess.ProviderUrn : "");
        var made = await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", Sandbox.Good()));
        var check = await plugin.Client.CheckAsync(
            new CheckRequest
            {
                Urn = PluginProcess.Urn("jira"),
                Olds = PropertyEncoder.Encode(made.Inputs),
                News = PropertyEncoder.Encode(Sandbox.Good("renamed")),
                OldOutputs = greeting?.SendsOldOutputsToCheck == true ? PropertyEncoder.Encode(made.Outputs) : null,
            },
            deadline: PluginProcess.Deadline);
        var news = PropertyDecoder.Decode(check.Inputs);
        var diff = await plugin.DiffAsync("jira", made, news);
        var updated = await plugin.UpdateAsync("jira", made, news);
        var read = await plugin.ReadAsync("jira", updated);
        await plugin.DeleteAsync("jira", updated);

        Assert.Equal(["displayName"], diff.Diffs);
        Assert.Equal(updated.Outputs, PropertyDecoder.Decode(read.Properties));
        Assert.IsType<SecretValue>(updated.Outputs["apiToken"]);
        Assert.Equal(greeting?.SupportsRefreshBeforeUpdate == true, read.RefreshBeforeUpdate);
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task A_function_by_a_name_that_the_program_is_to_make_says_how_to_wait_for_it()
    {
        await Plugin.CheckedAsync("jira", Sandbox.Good("mine"));

        var claimed = await FailsAsync(InvokeAsync("mine", preview: false));
        var preview = await FailsAsync(InvokeAsync("other", preview: true));
        var run = await FailsAsync(InvokeAsync("other", preview: false));

        Assert.EndsWith(
            "JiraCollaborationProvider 'jira' of this program will have that name: pass its id instead of the name, "
                + "so that the function waits for it.",
            claimed.Status.Detail,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "If this program creates it, pass the id of that resource instead of the name, so that the function waits for it.",
            preview.Status.Detail,
            StringComparison.Ordinal);
        Assert.EndsWith("getJiraCollaborationProviders lists all Jira accounts.", run.Status.Detail, StringComparison.Ordinal);
    }

    private static ProviderHandshakeRequest? Greeting(string version) => version switch
    {
        "3.100" => null,
        _ => new()
        {
            RootDirectory = "/nowhere", ProgramDirectory = "/nowhere", ConfigureWithUrn = true, SupportsViews = true,
            SupportsRefreshBeforeUpdate = true,
            InvokeWithPreview = true, MapperTarget = "127.0.0.1:9", LoaderTarget = "127.0.0.1:9", ResolverTarget = "127.0.0.1:9",
            AcceptsByteString = version != "3.200",
            SendsOldOutputsToCheck = version == "3.276", AcceptsOutputsInInvoke = version == "3.276", AcceptsOutputsInCall = version == "3.276",
        },
    };

    private async Task<InvokeResponse> InvokeAsync(string displayName, bool preview) => await Plugin.Client.InvokeAsync(
        new InvokeRequest
        {
            Tok = "harnesscollab:index:getJiraCollaborationProvider",
            Args = PropertyEncoder.Encode(PropertyMap.Of(("displayName", PropertyValue.Of(displayName)))),
            Preview = preview,
        },
        deadline: PluginProcess.Deadline);
}
