using System.Diagnostics;
using System.Globalization;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Testing;
using Microsoft.Extensions.Time.Testing;
using ChildProcess = HarnessCollab.Engine.Plugins.ChildProcess;

namespace HarnessCollab.Engine.Tests.Plugins;

/// <summary>Plugins that misbehave, as shell scripts.</summary>
public sealed class PluginProcessTests
{
    [Theory]
    [InlineData("echo cannot start >&2; exit 7", "could not read plugin [/bin/sh]: exit status 7")]
    [InlineData(
        "echo hello; sleep 600",
        "the plugin /bin/sh wrote an invalid port to stdout: could not parse port: its first line must be the port number alone")]
    public async Task A_plugin_that_does_not_come_up_is_a_clear_error(string script, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        var request = world.Request(program => program.ThingAsync("a", World.Size(1)));

        var result = await world.RunAsync(WithPlugin(request, script));

        Assert.False(result.Succeeded);
        Assert.Contains($"error default: {expected}", world.Events.Messages);
    }

    [Fact]
    public async Task A_plugin_that_never_says_a_port_is_given_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        var request = world.Request(program => program.ThingAsync("a", World.Size(1)));
        var pid = Path.GetTempFileName();

        var result = await world.RunAsync(WithPlugin(request, $"echo $$ > '{pid}'; exec sleep 600") with { TimeProvider = new HastyTime() });

        Assert.False(result.Succeeded);
        Assert.Contains(world.Events.Messages, message => message.Contains("did not write its port within 30 seconds", StringComparison.Ordinal));
        await EndAsync(int.Parse(await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture));
        File.Delete(pid);
    }

    [Fact]
    public async Task A_plugin_that_was_used_last_time_starts_once_and_while_the_program_starts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        using var folder = new TempFolder();
        var started = folder.Combine("started");
        var request = world.Request(async program =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!File.Exists(started))
            {
                await Task.Delay(10, patience.Token);
            }

            await program.ThingAsync("a", World.Size(1));
        });
        var port = request.Environment["PULUMI_DEBUG_PROVIDERS"].Split(':')[1];

        var result = await world.RunAsync(WithPlugin(request, $"echo $$ >>'{started}'; echo {port}; exec sleep 600"));

        Assert.True(result.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Single(await File.ReadAllLinesAsync(started, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_plugin_that_does_not_come_up_holds_up_no_run_that_ends_without_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        var request = WithPlugin(world.Request() with { Program = new DelegateProgram((_, _) => Task.FromResult(5)) }, "exec sleep 600");

        var result = await world.RunAsync(request).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.False(result.Succeeded);
        Assert.Equal(["error : an unhandled error occurred: Program exited with non-zero exit code: 5"], world.Events.Messages);
    }

    [Fact]
    public async Task A_plugin_that_the_project_names_and_nobody_uses_is_not_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();

        var result = await world.RunAsync(WithPlugin(world.Request(_ => Task.CompletedTask), "exit 7"));

        Assert.True(result.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Empty(world.Events.Messages);
    }

    /// <summary>A run that was cut short has left the provider behind, without its resources.</summary>
    [Fact]
    public async Task A_plugin_whose_provider_has_no_resources_left_is_not_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        world.State = new Snapshot([.. world.State.Resources.Where(resource => resource.Name != "a")], []);

        // Long enough for a plugin that ends at once to be reported.
        var result = await world.RunAsync(WithPlugin(world.Request(_ => Task.Delay(TimeSpan.FromMilliseconds(500))), "exit 7"));

        Assert.True(result.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Empty(world.Events.Messages);
        Assert.Single(world.State.Resources);
    }

    [Fact]
    public async Task A_plugin_on_the_PATH_is_found_unless_that_is_forbidden()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        var folder = Directory.CreateTempSubdirectory("ambient");
        var plugin = Path.Combine(folder.FullName, "pulumi-resource-fake");
        await File.WriteAllTextAsync(plugin, "#!/bin/sh\nexit 7\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var request = world.Request(program => program.ThingAsync("a", World.Size(1)));
        var environment = request.Environment.Remove("PULUMI_DEBUG_PROVIDERS").SetItem("PATH", $"{folder.FullName}:{request.Environment["PATH"]}");

        await world.RunAsync(request with { Environment = environment });
        Assert.Contains($"error default: could not read plugin [{plugin}]: exit status 7", world.Events.Messages);

        await world.RunAsync(request with { Environment = environment.Add("PULUMI_IGNORE_AMBIENT_PLUGINS", "true") });
        Assert.Contains("error default: no resource plugin 'pulumi-resource-fake' found in the workspace or on your $PATH", world.Events.Messages);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_child_and_its_children_end_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc and setsid");
        await using var world = await World.StartAsync();
        await using var child = ChildProcess.Start(
            "/bin/sh", ["-c", "trap '' TERM; sleep 600 & echo $!; wait; sleep 600"], Directory.GetCurrentDirectory(), world.Request().Environment);
        var grandchild = int.Parse((await child.Output.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);

        await child.StopAsync(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        await EndAsync(grandchild);
    }

    /// <summary>Right after its start, it does not lead its group yet.</summary>
    [Fact]
    public async Task A_child_that_is_stopped_as_soon_as_it_starts_ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs setsid");
        await using var world = await World.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await using var child = ChildProcess.Start("/bin/sleep", ["600"], Directory.GetCurrentDirectory(), world.Request().Environment);
            child.Kill();
            await child.Exited.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// A shell starts what is to run in the background so, and all below inherits it; the clock stands still, so nothing ends by force.
    /// </summary>
    [Fact]
    public async Task A_plugin_that_ignores_interrupts_and_quits_by_inheritance_ends_when_it_is_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        await using var world = await World.StartAsync();
        var request = world.Request();
        await using var plugin = ChildProcess.Start(
            "/bin/sh", ["-c", "trap '' INT QUIT; exec \"$0\"", Artifacts.Plugin], Directory.GetCurrentDirectory(), request.Environment);
        Assert.NotNull(await plugin.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        await plugin
            .StopAsync(TimeSpan.FromSeconds(5), new FakeTimeProvider())
            .WaitAsync(TestTimeouts.Patience, TestContext.Current.CancellationToken);
    }

    private static OperationRequest WithPlugin(OperationRequest request, string script) => request with
    {
        Environment = request.Environment.Remove("PULUMI_DEBUG_PROVIDERS"),
        PluginPaths = request.PluginPaths.Add("fake", new PluginCommand("/bin/sh", ["-c", script])),
    };

    // The signal was sent; when the system gets round to it is its own business.
    private static async Task EndAsync(int process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!HasEnded(process))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    // Ended, or a zombie that nobody has reaped yet.
    private static bool HasEnded(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or IOException)
        {
            return true;
        }
    }

    /// <summary>Timers run a hundred times as fast.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
