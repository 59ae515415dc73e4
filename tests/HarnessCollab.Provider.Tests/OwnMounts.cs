using System.Diagnostics;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests;

/// <summary>The plugin in a mount namespace of its own, after a command in that namespace.</summary>
internal static class OwnMounts
{
    /// <summary>What to start it with, in the folder that the command starts from.</summary>
    public static string[] Host(string mount)
    {
        string[] unshare = ["unshare", "--mount", .. System.Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--map-root-user"]];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Runs([.. unshare, "true"]), "This user cannot make a mount namespace here (unshare --mount).");
        return [.. unshare, "sh", "-c", $"{mount} && exec \"$0\" \"$@\"", Artifacts.Plugin];
    }

    private static bool Runs(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
