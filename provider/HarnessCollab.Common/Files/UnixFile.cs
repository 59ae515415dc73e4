using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HarnessCollab.Common;

/// <summary>
/// What .NET does not report about files on Unix: their owner and their type. We ask about the open file, so nobody can replace it between
/// the question and the use.
/// </summary>
[UnsupportedOSPlatform("windows")]
public static class UnixFile
{
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int ModeMask = 0x0FFF;

    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    // Opening a pipe would wait for its other end.
    private static int NoWaiting => OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    /// <summary>The user that owns the files which this process creates.</summary>
    public static uint User => EffectiveUser();

    /// <summary>Opens a file or folder for reading; never blocks.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        const int noSuchFile = 2;
        const int notAFolder = 20;
        var descriptor = OpenDescriptor(path, CloseOnExec | NoWaiting);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var error = Marshal.GetLastPInvokeError();
        var message = $"{new Win32Exception(error).Message}: '{path}'";
        throw error is noSuchFile or notAFolder ? new FileNotFoundException(message, path) : new IOException(message);
    }

    /// <summary>Owner, mode and type of an open file.</summary>
    public static UnixFileStatus StatusOf(SafeFileHandle file)
    {
        if (Status(file, out var native) != 0)
        {
            throw new IOException($"the owner cannot be determined: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return native.Read();
    }

    /// <summary>The same for a file that must not be opened; null when it does not exist.</summary>
    public static UnixFileStatus? StatusOf(string path) => Status(path, out var native) == 0 ? native.Read() : null;

    /// <summary>Whether the file system is mounted read-only, so writing fails for every user.</summary>
    public static bool IsOnReadOnlyMedia(string path)
    {
        const int toWrite = 2;
        const int readOnlyFileSystem = 30;
        return Access(path, toWrite) != 0 && Marshal.GetLastPInvokeError() == readOnlyFileSystem;
    }

    /// <summary>Makes sure that files created, renamed or removed in a folder survive a power failure.</summary>
    public static void Flush(string folder)
    {
        const int invalid = 22;
        using var handle = Open(folder);
        // Some file systems cannot flush a folder and report it; they need no flush, or nothing can be done.
        if (Synchronise(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not invalid)
        {
            throw new IOException($"{new Win32Exception(error).Message}: '{folder}'");
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(SafeFileHandle file);

    // The structure of the C library's own fstat differs between systems; the runtime's version of it does not.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(SafeFileHandle file, out NativeStatus status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out NativeStatus status);

    // The remaining fields (times, device) are not used, but need their space.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct NativeStatus
    {
        public int Flags;
        public int Mode;
        public uint User;
        public uint Group;

        public readonly UnixFileStatus Read() => new(User, Group, (UnixFileMode)(Mode & ModeMask), (Mode & KindMask) == RegularFile);
    }
}

public readonly record struct UnixFileStatus(uint User, uint Group, UnixFileMode Mode, bool IsRegular);
