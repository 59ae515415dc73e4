using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>Somebody without the store's key changes a row: a refresh reports it, and sends the credential nowhere its owner did not.</summary>
public sealed class ForeignEditTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refresh_looks_at_the_new_address_without_the_credential(bool referring)
    {
        var made = await MadeAsync(referring);
        await using var other = Script.Server.Start();
        Sql($"update providers set base_url = '{other.Url}'");
        var plugin = await StartAsync();

        var first = await ReadAsync(plugin, made);
        Assert.Equal(other.Url, first.Inputs.Find("baseUrl")!.AsString());
        Assert.Contains(plugin.Engine.Logs, log => log.Severity == LogSeverity.Warning && log.Message.StartsWith("HC4140: ", StringComparison.Ordinal)
            && log.Message.Contains("baseUrl", StringComparison.Ordinal));

        // State knows the new address by now; the seal still does not.
        var later = await StartAsync();
        await ReadAsync(later, first);

        Assert.Contains(later.Engine.Logs, log => log.Message.StartsWith("HC4140: ", StringComparison.Ordinal));
        Assert.NotEmpty(other.Requests);
        Assert.Empty(other.SignedIn);
    }

    [Theory]
    [InlineData("username = 'mallory'", "username")]
    [InlineData("credential_kind = 'password'", "kind")]
    [InlineData("seal = null", "seal")]
    public async Task Another_user_another_kind_and_a_broken_seal_keep_the_credential_back_too(string change, string named)
    {
        var made = await CreatedAsync();
        Sql($"update providers set {change}");
        var plugin = await StartAsync();

        await plugin.ReadAsync("jira", made);

        Assert.Contains(
            plugin.Engine.Logs,
            log => log.Message.StartsWith("HC4140: ", StringComparison.Ordinal) && log.Message.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owners_next_write_seals_the_row_again()
    {
        var made = await CreatedAsync();
        await using var other = Script.Server.Start();
        Sql($"update providers set base_url = '{other.Url}'");
        var read = await ReadAsync(await StartAsync(), made);

        var written = await Plugin.UpdateAsync("jira", read, made.Inputs);
        var after = await StartAsync();
        await after.ReadAsync("jira", written);

        Assert.DoesNotContain(after.Engine.Logs, log => log.Message.StartsWith("HC4140", StringComparison.Ordinal));
        Assert.Equal("passed", written.Outputs.Find("connection")!.AsObject()!.Find("status")!.AsString());
    }

    private async Task<Known> MadeAsync(bool referring)
    {
        if (!referring)
        {
            return await CreatedAsync();
        }

        var text = PropertyMap.Of(("name", PropertyValue.Of("shared")), ("value", PropertyValue.SecretOf(JiraSandbox.Token)));
        var made = await Plugin.CreateAsync(
            "text", await Plugin.CheckedAsync("text", text, type: PluginProcess.TextType), type: PluginProcess.TextType);
        return await CreatedAsync("jira", PropertyMap.From(
        [
            .. Sandbox.Good().Where(input => input.Key != "apiToken"),
            new("encryptedText", PropertyValue.Of(made.Id)),
        ]));
    }

    private static async Task<Known> ReadAsync(PluginProcess plugin, Known known)
    {
        var read = await plugin.ReadAsync("jira", known);
        return new Known(read.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
    }
}
