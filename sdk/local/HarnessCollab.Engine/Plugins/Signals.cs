using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Signals to other processes.</summary>
public static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to a process. A kill ends all that it started as well, and so does every signal on Windows, which has none.</summary>
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

    /// <summary>Sends a signal to the group that a process leads or led. One that is gone is no error. Not on Windows.</summary>
    public static void SendToGroup(int leader, int signal) => _ = SendSignal(-leader, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);
}
