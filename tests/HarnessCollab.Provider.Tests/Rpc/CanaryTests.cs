using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>A known credential is sent through every operation; nothing but the answers marked secret may hold it.</summary>
public sealed class CanaryTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Canary = "canary-7f3a9c-token";

    [Fact]
    public async Task A_credential_is_in_no_file_no_log_and_no_error()
    {
        await using var jira = await JiraSandbox.StartAsync("--token", Canary);
        var good = Sandbox.Good().With("baseUrl", PropertyValue.Of(jira.BaseUrl)).With("apiToken", PropertyValue.SecretOf(Canary));
        var created = await Plugin.CreateAsync("jira", await Plugin.CheckedAsync("jira", good));
        await Plugin.ReadAsync("jira", created);
        await jira.SetAsync(new { token = "changed-meanwhile" });
        var next = await StartAsync();
        var renamed = await next.CheckedAsync("jira", good.With("username", PropertyValue.Of("other@example.com")), created.Inputs);
        var errors = new[]
        {
            await FailsAsync(next.UpdateAsync("jira", created, renamed)),
            await FailsAsync(next.CreateAsync("other", created.Inputs)),
        };

        Assert.All(errors, error => Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Plugin.Engine.Logs.Concat(next.Engine.Logs), log => log.Message.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, Plugin.Process.Output + Plugin.Process.Errors, StringComparison.Ordinal);
        await AssertNoFileHoldsItAsync();
    }

    [Fact]
    public async Task The_value_of_an_encrypted_text_is_in_no_file_no_log_and_no_error()
    {
        const string Text = PluginProcess.TextType;
        var inputs = PropertyMap.Of(("name", PropertyValue.Of("token")), ("value", PropertyValue.SecretOf(Canary)));
        var created = await Plugin.CreateAsync("token", await Plugin.CheckedAsync("token", inputs, type: Text), type: Text);
        var next = await StartAsync();
        await next.UpdateAsync(
            "token",
            created,
            await next.CheckedAsync("token", inputs.With("value", PropertyValue.SecretOf($"{Canary}-2")), created.Inputs, Text),
            type: Text);
        await Plugin.ReadAsync("token", created, Text);
        var provider = await Plugin.CheckedAsync("jira", Sandbox.Good().Without("apiToken").With("encryptedText", PropertyValue.Of(created.Id)));
        var errors = new[]
        {
            await FailsAsync(Plugin.CreateAsync("jira", provider)),
            await FailsAsync(Plugin.CreateAsync("other", created.Inputs, type: Text)),
            await FailsAsync(Plugin.UpdateAsync("token", created, created.Inputs.With("value", PropertyValue.SecretOf($"{Canary}-3")), type: Text)),
        };

        Assert.All(errors, error => Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Plugin.Engine.Logs.Concat(next.Engine.Logs), log => log.Message.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(
            Canary, Plugin.Process.Output + Plugin.Process.Errors + next.Process.Output + next.Process.Errors, StringComparison.Ordinal);
        await AssertNoFileHoldsItAsync();
    }

    [Fact]
    public async Task The_store_holds_only_ciphertext_and_the_right_key_reads_it_back()
    {
        var created = await CreatedAsync();

        var read = await (await StartAsync()).ReadAsync("jira", created);

        Assert.True(read.Inputs.Fields.ContainsKey("apiToken"));
        Assert.NotEqual(0L, Sql("select length(ciphertext) from encrypted_texts"));
    }

    private async Task AssertNoFileHoldsItAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Canary, await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }
}
