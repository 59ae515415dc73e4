using System.Globalization;
using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

/// <summary>
/// The script <c>collab</c> of the repository, which builds before it runs. In place of the build stands a script that leaves a process behind.
/// </summary>
public sealed class LauncherTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private string Left => _folder.Combine("left");

    [Fact]
    public async Task What_a_build_leaves_running_holds_up_no_other_clone()
    {
        await ArrangeAsync();

        var first = await RunAsync("first");
        var second = await RunAsync("second");

        Assert.All([first, second], result => Assert.Equal((0, "collab runs: a b\n"), (result.ExitCode, result.Output)));
        Assert.Equal(2, (await File.ReadAllLinesAsync(Left, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task It_holds_up_no_later_build_of_the_same_clone()
    {
        await ArrangeAsync();
        await RunAsync("first");
        File.SetLastWriteTimeUtc(_folder.Write("first/sdk/local/HarnessCollab.Cli/Program.cs", ""), DateTime.UtcNow.AddMinutes(1));

        var second = await RunAsync("first");

        Assert.Equal((0, "collab runs: a b\n"), (second.ExitCode, second.Output));
        Assert.Equal(2, (await File.ReadAllLinesAsync(Left, TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Who_waits_says_for_whom_and_builds_nothing_twice()
    {
        await ArrangeAsync();
        var gate = await GateAsync();

        await using var builder = Start("first", gate);
        await builder.SaysAsync("Building collab");
        await using var waiter = Start("first", gate);
        await waiter.SaysAsync(string.Create(CultureInfo.InvariantCulture, $"Waiting for another collab (process {builder.Id}), which builds"));
        await File.WriteAllTextAsync(gate, "go\n", TestContext.Current.CancellationToken);

        Assert.All(
            [await builder.WaitAsync(), await waiter.WaitAsync()],
            result => Assert.Equal((0, "collab runs: a b\n"), (result.ExitCode, result.Output)));
        Assert.Single(await File.ReadAllLinesAsync(Left, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_built_is_told_while_the_build_goes_on()
    {
        await ArrangeAsync();
        _folder.Write("first/provider/HarnessCollab.Common/HarnessCollab.Common.csproj", "");
        _folder.Write("first/sdk/local/HarnessCollab.Cli/HarnessCollab.Cli.csproj", "");
        var gate = await GateAsync();

        await using var builder = Start("first", gate);
        await builder.SaysAsync("  HarnessCollab.Common is built (1 of 2)");
        await File.WriteAllTextAsync(gate, "go\n", TestContext.Current.CancellationToken);

        var result = await builder.WaitAsync();
        Assert.Equal((0, "collab runs: a b\n"), (result.ExitCode, result.Output));
        Assert.DoesNotContain("->", result.All, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var id in File.Exists(Left) ? await File.ReadAllLinesAsync(Left) : [])
        {
            using var process = System.Diagnostics.Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            process.Kill();
        }

        _folder.Dispose();
    }

    private async Task ArrangeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash and flock");
        const string Build = """
            #!/bin/sh
            echo "  HarnessCollab.Common -> /a/HarnessCollab.Common.dll"
            [ -z "$GATE" ] || read -r _ <"$GATE"
            sleep 600 &
            echo $! >>"$LEFT"
            mkdir -p "$2/bin/Debug/net10.0"
            printf '#!/bin/sh\necho "collab runs: $*"\n' >"$2/bin/Debug/net10.0/collab"
            chmod +x "$2/bin/Debug/net10.0/collab"
            """;
        await ExecutableAsync("bin/dotnet", Build);
        foreach (var clone in new[] { "first", "second" })
        {
            await ExecutableAsync($"{clone}/collab", await File.ReadAllTextAsync(Path.Combine(Artifacts.RepositoryRoot, "collab")));
            _folder.Write($"{clone}/sdk/local/HarnessCollab.Cli/Program.cs", "");
        }
    }

    // The build waits until something is written into it.
    private async Task<string> GateAsync()
    {
        var gate = _folder.Combine("gate");
        using var fifo = System.Diagnostics.Process.Start("mkfifo", [gate]);
        await fifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        return gate;
    }

    private async Task ExecutableAsync(string name, string text)
    {
        var path = _folder.Write(name, text);
        using var chmod = System.Diagnostics.Process.Start("chmod", ["+x", path]);
        await chmod.WaitForExitAsync();
    }

    private ChildProcess Start(string clone, string? gate = null)
    {
        var child = ChildProcess.Start(_folder.Combine(clone, "collab"), ["a", "b"], _folder.Path, new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["LEFT"] = Left,
            ["GATE"] = gate,
            ["TMPDIR"] = _folder.Path,
        });
        child.Input.Close();
        return child;
    }

    private async Task<CommandResult> RunAsync(string clone)
    {
        await using var child = Start(clone);
        return await child.WaitAsync();
    }
}
