using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HarnessCollab.Testing;

/// <summary>A process that a test starts: its output is captured, and it is always killed at the end.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // Processes of tests run too short for tiered compilation and for heaps per processor to pay.
    private static readonly Dictionary<string, string?> ShortLived = new()
    {
        ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0", ["DOTNET_gcConcurrent"] = "0",
    };

    // The parent of the tests may ignore signals (a shell in the background, nohup, a terminal multiplexer), and its children inherit that.
    private static readonly bool IgnoresSignals = OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        // Without the thirteenth, SIGPIPE, which .NET itself ignores, but resets for the processes that it starts.
        .Any(line => (ulong.Parse(line.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, null) & ~(1UL << 12)) != 0);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<string?> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public TextWriter Input => _process.StandardInput;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>The command line that starts a command with the default dispositions of signals.</summary>
    public static string[] WithDefaultSignals(string[] command) => IgnoresSignals ? ["/usr/bin/env", "--default-signal", .. command] : command;

    /// <param name="environment">Variables to set; null removes one.</param>
    public static ChildProcess Start(
        string executable, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        string[] command = WithDefaultSignals([executable, .. arguments]);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in ShortLived.Concat(environment ?? new Dictionary<string, string?>()))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{executable} did not start.");
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) =>
        {
            child._firstLine.TrySetResult(line.Data);
            child.Append(child._output, line.Data);
        };
        process.ErrorDataReceived += (_, line) => child.Append(child._errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a command to its end, with closed input.</summary>
    public static async Task<CommandResult> RunAsync(
        string executable,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null)
    {
        await using var child = Start(executable, arguments, workingDirectory, environment);
        if (input is not null)
        {
            await child.Input.WriteAsync(input);
        }

        child.Input.Close();
        return await child.WaitAsync();
    }

    public async Task<string> FirstLineAsync() =>
        await _firstLine.Task.WaitAsync(TestTimeouts.Patience)
        ?? throw new InvalidOperationException($"The process ended without a line. stderr: {Errors}");

    /// <param name="atMost">The longest wait; by default, that of all tests.</param>
    public async Task<CommandResult> WaitAsync(TimeSpan? atMost = null)
    {
        using var patience = new CancellationTokenSource(atMost ?? TestTimeouts.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new CommandResult(_process.ExitCode, Output, Errors);
    }

    /// <summary>Waits until a line of its output or errors contains a text.</summary>
    public Task SaysAsync(string text)
    {
        var awaited = _awaited.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if ((Output + Errors).Contains(text, StringComparison.Ordinal))
        {
            awaited.TrySetResult();
        }

        return awaited.Task.WaitAsync(TestTimeouts.Patience);
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Append(StringBuilder target, string? line)
    {
        if (line is not null)
        {
            lock (target)
            {
                target.Append(line).Append('\n');
            }

            foreach (var (_, awaited) in _awaited.Where(each => line.Contains(each.Key, StringComparison.Ordinal)))
            {
                awaited.TrySetResult();
            }
        }
    }
}

/// <summary>How a command ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;
}
