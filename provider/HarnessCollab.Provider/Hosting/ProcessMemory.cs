using System.Runtime.InteropServices;

namespace HarnessCollab.Provider.Hosting;

/// <summary>Keeps the memory of the process, which holds credentials, to itself.</summary>
internal static class ProcessMemory
{
    // prctl(2).
    private const int SetDumpable = 4;
    private const int GetDumpable = 3;

    /// <summary>
    /// In the native binary on Linux: no core file, and no other program of the same user may attach. Run from source the process stays open to
    /// debuggers. A program that takes the place of this process (exec) is an ordinary one again.
    /// </summary>
    public static void CloseInNativeBinary()
    {
        // The runtime's own words for "compiled ahead of time" are switches, which a build from source of a project like this one sets as well.
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null)
        {
            SetClosed(true);
        }
    }

    /// <summary>Closes it or opens it again; elsewhere than on Linux this does nothing.</summary>
    public static void SetClosed(bool closed)
    {
        // A kernel that refuses leaves things as they are everywhere else: nothing to be told to the user of a plugin.
        if (OperatingSystem.IsLinux())
        {
            _ = Control(SetDumpable, closed ? 0u : 1u, 0, 0, 0);
        }
    }

    /// <summary>Whether it is closed.</summary>
    public static bool IsClosed => OperatingSystem.IsLinux() && Control(GetDumpable, 0, 0, 0, 0) == 0;

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint first, nuint second, nuint third, nuint fourth);
}
