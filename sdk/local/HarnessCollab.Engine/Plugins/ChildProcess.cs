using System.Diagnostics;

namespace HarnessCollab.Engine.Plugins;

/// <summary>
/// A process that leads a process group of its own and never outlives this one: a guard in the group waits for the end of a pipe
/// that only this process keeps open, and then ends the group, however this process died. Without <c>setsid</c> (macOS, Windows) the process
/// tree is ended instead.
/// </summary>
internal sealed class ChildProcess(Process process, bool leadsGroup) : IAsyncDisposable
{
    // $0 and $@ are the command. The guard reads our pipe; the command itself gets an empty standard input.
    private const string Guarded =
        "exec 3<&0; (trap '' TERM; read -r _ <&3; kill -TERM -$$; sleep 2; kill -KILL -$$) >/dev/null 2>&1 & exec \"$0\" \"$@\" </dev/null 3<&-";

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; } = WaitAsync(process);

    public StreamReader Output => process.StandardOutput;

    public StreamReader Error => process.StandardError;

    /// <exception cref="EngineException">The program is missing or cannot be started.</exception>
    public static ChildProcess Start(
        string fileName, IEnumerable<string> arguments, string workingDirectory, ImmutableDictionary<string, string> environment)
    {
        var path = Executables.Require(fileName, environment, workingDirectory);
        var setsid = OperatingSystem.IsWindows() ? null : Executables.Find("setsid", environment, workingDirectory);
        string[] prefix = setsid is null ? [] : ["/bin/sh", "-c", Guarded, path];
        var info = new ProcessStartInfo(setsid ?? path, [.. prefix, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(info)!, setsid is not null);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new EngineException($"cannot start '{path}': {failure.Message}", inner: failure);
        }
    }

    /// <summary>
    /// Asks the group to end, and kills it if it has not ended within <paramref name="grace"/>. It uses SIGTERM, because a process that a shell
    /// starts in the background ignores SIGINT, and its child processes do the same.
    /// </summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        if (!Exited.IsCompleted)
        {
            Signal(Signals.Terminate);
            await Task.WhenAny(Exited, Task.Delay(grace, time));
        }

        Kill();
        await Exited;
    }

    /// <summary>Ends the group at once.</summary>
    public void Kill() => Signal(Signals.Kill);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        process.Dispose();
    }

    private static async Task<int> WaitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private void Signal(int signal)
    {
        // Also after the leader's end: the guard and grandchildren are in the group. A process that has just started does not lead it yet.
        if (!(leadsGroup && Signals.SendToGroup(process.Id, signal)) && !process.HasExited)
        {
            Signals.Send(process, signal);
        }
    }
}
