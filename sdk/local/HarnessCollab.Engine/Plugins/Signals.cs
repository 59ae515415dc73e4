using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Signals to other processes.</summary>
public static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to a process. Kill, and on Windows every signal, also ends all processes that it has started.</summary>
    /// <returns>Whether it was sent.</returns>
    public static bool Send(Process process, int signal)
    {
        if (signal != Kill && !OperatingSystem.IsWindows())
        {
            return SendSignal(process.Id, signal) == 0;
        }

        process.Kill(entireProcessTree: true);
        return true;
    }

    /// <summary>Sends a signal to the group that a process leads or led. Not on Windows.</summary>
    /// <returns>Whether it was sent: false when the group is gone, or not there yet.</returns>
    public static bool SendToGroup(int leader, int signal) => SendSignal(-leader, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);
}
