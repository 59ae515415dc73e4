using System.Text;
using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Commands;

/// <summary>A file that a command writes in addition to its result: completely, or the old file stays. Symbolic links are followed.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _option;
    private readonly string _path;
    // A pipe or a device, which cannot be replaced by a file.
    private readonly FileStream? _stream;

    private OutputFile(string option, string path)
    {
        (_option, _path) = (option, TargetOf(path));
        if (!File.Exists(_path) && !Directory.Exists(_path))
        {
            Draft(_path).Dispose();
            return;
        }

        var stream = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (!OperatingSystem.IsWindows() && !UnixFile.StatusOf(stream.SafeFileHandle).IsRegular)
        {
            _stream = stream;
            return;
        }

        stream.Dispose();
        Draft(_path).Dispose();
    }

    /// <summary>The file that an option names; null when the option is not given. Checks that the file can be written.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static OutputFile? Of(Option option, Arguments arguments, CommandContext context)
    {
        if (arguments.Find(option) is not { } path)
        {
            return null;
        }

        try
        {
            return new OutputFile(option.Name, Path.GetFullPath(path, context.Environment.WorkingDirectory));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option.Name}: the file cannot be written. Cause: {ServerText.Line(cause.Message)}");
        }
    }

    /// <summary>Refuses options that name one regular file twice: the last to be written would replace the other.</summary>
    /// <exception cref="UsageException">Two of them do, also under different spellings or through a symbolic link.</exception>
    public static void RefuseSame(IEnumerable<Option> options, Arguments arguments, CommandContext context)
    {
        var named = options.Where(arguments.Has).GroupBy(
            option => RegularTargetOf(Path.GetFullPath(arguments.Find(option)!, context.Environment.WorkingDirectory)),
            OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        if (named.FirstOrDefault(group => group.Key.Length > 0 && group.Count() > 1) is { } same)
        {
            throw new UsageException(
                $"{string.Join(" and ", same.Select(option => option.Name))} name the same file, {same.Key}; give each its own file");
        }
    }

    /// <summary>The file that a path leads to through symbolic links.</summary>
    /// <exception cref="IOException">The links form a circle.</exception>
    public static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    public async Task WriteAsync(Func<TextWriter, Task> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        await write(text);
        var content = Encoding.UTF8.GetBytes(text.ToString());
        try
        {
            if (_stream is null)
            {
                AtomicFile.Write(_path, content);
            }
            else
            {
                _stream.Write(content);
                _stream.Flush();
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                CommandErrorCodes.FileNotWritten,
                $"{_option}: the file {_path} could not be written. An earlier file of that name is unchanged. Free some space or name another file, "
                + $"then run again. Cause: {cause.Message}",
                cause);
        }
    }

    public void Dispose() => _stream?.Dispose();

    // Empty for what several may be written to, such as /dev/null, and for what cannot be written at all, which is reported when it is opened.
    private static string RegularTargetOf(string path)
    {
        try
        {
            var target = TargetOf(path);
            return target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal) ? "" : target;
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static FileStream Draft(string path) =>
        new($"{path}.{Guid.NewGuid():n}.tmp", FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
