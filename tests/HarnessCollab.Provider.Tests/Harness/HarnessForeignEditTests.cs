using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Whoever may edit a connector points it at a host of their own: the credential in state does not follow.</summary>
public sealed class HarnessForeignEditTests(SandboxFixture sandbox, PlatformFixture fixture) : HarnessTest(sandbox, fixture)
{
    [Fact]
    public async Task A_refresh_looks_at_the_new_address_without_the_credential()
    {
        var made = await CreatedAsync("jira", Good());
        await using var other = Script.Server.Start();
        await Platform.EditAsync("connector", "Ops_Jira", new { spec = new { jiraUrl = other.Url } });
        var plugin = await StartAsync();

        var read = await plugin.ReadAsync("jira", made);

        Assert.Equal(other.Url, read.Inputs.Fields["baseUrl"].StringValue);
        Assert.Contains(
            plugin.Engine.Logs,
            log => log.Message.StartsWith("HC4140: ", StringComparison.Ordinal) && log.Message.Contains("baseUrl", StringComparison.Ordinal));
        // State knows the new address by now, and no credential until the program sends it there.
        var known = new HarnessCollab.Testing.Known(
            read.Id,
            HarnessCollab.Protocol.Codec.PropertyDecoder.Decode(read.Inputs),
            HarnessCollab.Protocol.Codec.PropertyDecoder.Decode(read.Properties));
        await (await StartAsync()).ReadAsync("jira", known);
        Assert.Null(known.Inputs.Find("apiToken"));
        Assert.NotEmpty(other.Requests);
        Assert.Empty(other.SignedIn);
    }
}
