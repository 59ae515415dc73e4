using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>An engine from before Handshake: variables for settings, no secrets, neither type nor old inputs in its requests.</summary>
public sealed class OldEngineTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task A_whole_life_works_without_handshake_secrets_types_and_old_inputs()
    {
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, handshake: false);
        var urn = PluginProcess.Urn("jira");
        var configured = await plugin.Client.ConfigureAsync(
            new ConfigureRequest { Variables =
            {
                ["harnesscollab:config:connectionTest"] = "{\"apply\":\"warn\"}",
                ["harnesscollab:config:jiraApiToken"] = JiraSandbox.Token,
            } },
            deadline: PluginProcess.Deadline);
        var check = await plugin.Client.CheckAsync(
            new CheckRequest { Urn = urn, Olds = new Struct(), News = PropertyEncoder.Encode(Sandbox.Good().Without("apiToken")) },
            deadline: PluginProcess.Deadline);
        var create = await plugin.Client.CreateAsync(new CreateRequest { Urn = urn, Properties = check.Inputs }, deadline: PluginProcess.Deadline);
        var same = await plugin.Client.DiffAsync(
            new DiffRequest { Id = create.Id, Urn = urn, Olds = create.Properties, News = check.Inputs }, deadline: PluginProcess.Deadline);
        var renamed = check.Inputs.Clone();
        renamed.Fields["displayName"] = Value.ForString("renamed");
        var diff = await plugin.Client.DiffAsync(
            new DiffRequest { Id = create.Id, Urn = urn, Olds = create.Properties, News = renamed }, deadline: PluginProcess.Deadline);
        var update = await plugin.Client.UpdateAsync(
            new UpdateRequest { Id = create.Id, Urn = urn, Olds = create.Properties, News = renamed }, deadline: PluginProcess.Deadline);
        var read = await plugin.Client.ReadAsync(
            new ReadRequest { Id = create.Id, Urn = urn, Properties = update.Properties }, deadline: PluginProcess.Deadline);
        await plugin.Client.DeleteAsync(
            new DeleteRequest { Id = create.Id, Urn = urn, Properties = read.Properties }, deadline: PluginProcess.Deadline);

        Assert.True(configured.AcceptSecrets);
        Assert.All([check.Inputs, create.Properties, update.Properties, read.Properties], properties =>
        {
            Assert.Equal(JiraSandbox.Token, properties.Fields["apiToken"].StringValue);
            Assert.DoesNotContain(Signatures.Key, properties.ToString(), StringComparison.Ordinal);
        });
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, same.Changes);
        Assert.Equal(["displayName"], diff.Diffs);
        Assert.Equal("renamed", read.Properties.Fields["displayName"].StringValue);
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task An_engine_that_takes_secrets_gets_what_an_old_one_wrote_marked()
    {
        var created = await CreatedAsync();
        var plain = created with
        {
            Outputs = PropertyMap.From(created.Outputs.Select(output => KeyValuePair.Create(output.Key, output.Value.Unwrap()))),
        };

        var read = PropertyDecoder.Decode((await Plugin.ReadAsync("jira", plain)).Properties);

        Assert.IsType<SecretValue>(read["apiToken"]);
    }
}
