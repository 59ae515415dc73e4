using System.Runtime.InteropServices;

namespace HarnessCollab.Provider.Hosting;

/// <summary>Protects the memory of the process, which contains credentials, from other programs, and keeps it small.</summary>
internal static class ProcessMemory
{
    // prctl(2).
    private const int SetDumpable = 4;
    private const int GetDumpable = 3;

    // mallopt(3).
    private const int MostArenas = -8;

    /// <summary>
    /// In the native binary on Linux: no core file, and no other program of the same user may attach. When run from source, the process stays open to
    /// debuggers. A program that replaces this process (exec) is an ordinary one again. All threads share one arena for native memory.
    /// </summary>
    public static void CloseInNativeBinary()
    {
        // The runtime's own names for "compiled ahead of time" are switches, which a build from source of a project like this one also sets.
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null && OperatingSystem.IsLinux())
        {
            SetClosed(true);
            // SQLite and OpenSSL need little memory, and eight threads would keep eight half-empty arenas of it.
            _ = SetAllocation(MostArenas, 1);
        }
    }

    /// <summary>Closes it or opens it again; on systems other than Linux this does nothing.</summary>
    public static void SetClosed(bool closed)
    {
        // If the kernel refuses, the process is as on other systems: the user of a plugin need not be told.
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

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAllocation(int parameter, int value);
}
