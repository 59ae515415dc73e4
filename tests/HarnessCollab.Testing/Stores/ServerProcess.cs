using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Testing;

/// <summary>
/// A server from the machine's own binaries. The servers of the tests refuse to run as root, so root starts them as the user "postgres".
/// </summary>
internal static class ServerProcess
{
    private const string User = "postgres";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Gives a folder to the user that servers run as.</summary>
    public static void Own(DirectoryInfo folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", ["-R", User, folder.FullName]);
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var (file, all) = Environment.IsPrivilegedProcess ? ("runuser", ["-u", User, "--", program, .. arguments]) : (program, arguments.ToArray());
        return Process.Start(
            new ProcessStartInfo(file, all) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
    }

    /// <summary>Waits until a server says on its standard error that it is ready; reads on from there.</summary>
    public static void AwaitReady(Process process, string sign)
    {
        var ready = new TaskCompletionSource();
        var said = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            if (!ready.Task.IsCompleted)
            {
                said.AppendLine(line.Data);
            }

            if (line.Data is null || line.Data.Contains(sign, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.BeginErrorReadLine();
        Require(ready.Task.Wait(StartTimeout) && !process.HasExited, $"{process.StartInfo.FileName} did not start: {said}");
    }

    public static void RunToEnd(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Require(process.ExitCode == 0, $"{program} failed: {error}{output.Result}");
    }

    /// <summary>Sends a signal to the server itself: the process that was started may be runuser.</summary>
    public static void Signal(string signal, int process) => Run("kill", [$"-{signal}", $"{process}"]);

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Require(process.ExitCode == 0, $"{program} failed: {error}");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
