using System.Diagnostics;
using System.Text;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>A command on a terminal of its own, by way of <c>script</c> of util-linux. What a person would see is read sign by sign.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private const string Script = "/usr/bin/script";

    private readonly Process _process;
    private readonly StringBuilder _seen = new();

    private Terminal(Process process) => _process = process;

    public string Seen => _seen.ToString().ReplaceLineEndings("\n");

    public static Terminal Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] command)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists(Script), "There is no script of util-linux here. Install it with: apt-get install -y bsdutils");
        var line = string.Join(' ', command.Select(word => $"'{word}'"));
        var script = ChildProcess.WithDefaultSignals([Script, "--quiet", "--return", "--flush", "--command", line, "/dev/null"]);
        var start = new ProcessStartInfo(script[0], script[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Terminal(Process.Start(start)!);
    }

    /// <summary>
    /// Starts a command that asks for a secret, with the screen held (Ctrl+S) so that nothing it writes gets further than the terminal. Waits until
    /// it has turned the echo off, and lets go of the screen.
    /// </summary>
    public static async Task<Terminal> StartHeldAsync(string folder, IReadOnlyDictionary<string, string?> environment, params string[] command)
    {
        // A dumb terminal is sent nothing at the start, so the question is the first thing that is held up.
        var variables = new Dictionary<string, string?>(environment) { ["TERM"] = "dumb" };
        var terminal = Start(folder, variables, ["sh", "-c", "tty; echo ready; read -r go; exec \"$0\" \"$@\"", .. command]);
        await terminal.WaitForAsync("ready\r\n");
        var device = terminal.Seen.Split('\n')[^3];
        await terminal.TypeAsync("\u0013\r");
        using var patience = TestTimeouts.Source();
        while (!(await ChildProcess.RunAsync("/bin/stty", ["-F", device, "-a"])).Output.Contains(" -echo ", StringComparison.Ordinal))
        {
            Assert.False(patience.IsCancellationRequested, "it waits to write its question, and the echo is on");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await terminal.TypeAsync("\u0011");
        return terminal;
    }

    /// <summary>Waits until a text is on the screen.</summary>
    public async Task WaitForAsync(string text)
    {
        using var patience = TestTimeouts.Source();
        var sign = new char[1];
        while (!_seen.ToString().EndsWith(text, StringComparison.Ordinal))
        {
            Assert.True(await _process.StandardOutput.ReadAsync(sign, patience.Token) == 1, $"it ended with: {_seen}");
            _seen.Append(sign[0]);
        }
    }

    /// <summary>Types keys.</summary>
    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = TestTimeouts.Source();
        _seen.Append(await _process.StandardOutput.ReadToEndAsync(patience.Token));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
