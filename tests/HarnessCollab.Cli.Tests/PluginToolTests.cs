using System.Diagnostics;
using System.Globalization;
using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

/// <summary>The plugin's own commands, started by collab.</summary>
public sealed class PluginToolTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public PluginToolTests()
    {
        const string Plugin = "plugin/pulumi-resource-harnesscollab";
        _project.Write(
            "Pulumi.yaml", "name: harness-jira\nruntime: dotnet\nplugins:\n  providers:\n    - name: harnesscollab\n      path: ./plugin\n");
        _project.Write(
            Plugin,
            "#!/bin/sh\ntrap 'kill $! 2>/dev/null; echo told to end; exit 9' TERM\necho \"$@\"\ncase \"$2\" in wait) sleep 60 >/dev/null "
            + "2>&1 & wait;; esac\nexit 3\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_project.Path(Plugin), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Words_go_to_the_plugin_as_they_are_and_its_exit_code_comes_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");

        var result = await _project.RunAsync("accounts", "exec", "--account", "a b", "--", "-x");

        Assert.Equal((3, "accounts exec --account a b -- -x\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task An_end_that_is_asked_for_is_the_plugins_to_decide()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        // Not the command that passes the signal on, although it bears its name.
        _project.WriteScript("kill", "touch stolen");
        await using var collab = ChildProcess.Start(Artifacts.Collab, ["doctor", "wait"], _project.Root, _project.Environment);
        await collab.SaysAsync("doctor wait");

        using var kill = Process.Start("kill", ["-TERM", collab.Id.ToString(CultureInfo.InvariantCulture)]);
        var result = await collab.WaitAsync();

        Assert.Equal((9, "doctor wait\ntold to end\n"), (result.ExitCode, result.Output));
        Assert.False(File.Exists(_project.Path("stolen")));
    }

    public void Dispose() => _project.Dispose();
}
