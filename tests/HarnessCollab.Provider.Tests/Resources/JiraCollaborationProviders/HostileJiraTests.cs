using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>A server whose words are written to do harm: nothing of them reaches a log, an error or a terminal as it is.</summary>
public sealed class HostileJiraTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Harm = "\u001b[2J\u001b]0;owned\u0007\n::add-mask::everything\n##[error]gone\r\n##vso[task.complete]\u202etxt";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_of_a_hostile_server_are_cleaned_and_cut(bool large)
    {
        // The title of a page may be a mebibyte long.
        await using var server = new Script()
            .On(Script.Elsewhere, Reply.Html(200, large ? Harm + new string('x', 1 << 20) : Harm))
            .Start();
        var inputs = await Plugin.CheckedAsync("jira", Sandbox.Good().With("baseUrl", PropertyValue.Of(server.Url)));

        var error = await FailsAsync(Plugin.CreateAsync("jira", inputs, preview: true));
        var doctor = await ChildProcess.RunAsync(
            Artifacts.Plugin,
            ["doctor", "--base-url", server.Url, "--username", "bot", "--secret-stdin"],
            Folder.Path,
            new Dictionary<string, string?> { ["PULUMI_HOME"] = Folder.Combine(".home") },
            "secret\n");
        var json = await ChildProcess.RunAsync(
            Artifacts.Plugin,
            ["doctor", "--base-url", server.Url, "--username", "bot", "--secret-stdin", "--json"],
            Folder.Path,
            new Dictionary<string, string?> { ["PULUMI_HOME"] = Folder.Combine(".home") },
            "secret\n");

        string[] all =
        [
            error.Status.Detail,
            doctor.All,
            json.All,
            .. Plugin.Engine.Logs.Where(log => log.Severity != LogSeverity.Debug).Select(log => log.Message),
        ];
        Assert.All(all, text =>
        {
            Assert.DoesNotContain(text, sign => (char.IsControl(sign) && sign != '\n') || sign == '\u202e');
            Assert.DoesNotContain("::add-mask::", text, StringComparison.Ordinal);
            Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
            Assert.DoesNotContain("##vso", text, StringComparison.Ordinal);
            Assert.InRange(text.Length, 1, 2000);
        });
        Assert.Matches("^HC4(119|208): ", error.Status.Detail);
    }
}
