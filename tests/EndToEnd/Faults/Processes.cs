using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>Signals, and the processes that carry a mark in their environment. Linux only.</summary>
internal static class Processes
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Signal(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Waits until no process of <paramref name="mark"/> is left but those that <paramref name="except"/> names by their command.</summary>
    /// <exception cref="TimeoutException">Some do not end.</exception>
    public static async Task NoneLeftAsync(string mark, Func<string, bool> except)
    {
        using var patience = Testing.TestTimeouts.Source();
        while (Marked(mark).Where(id => !except(Command(id))).ToList() is { Count: > 0 } left)
        {
            foreach (var id in left)
            {
                try
                {
                    using var process = Process.GetProcessById(id);
                    await process.WaitForExitAsync(patience.Token);
                }
                catch (ArgumentException)
                {
                    // It has ended meanwhile.
                }
                catch (OperationCanceledException)
                {
                    throw new TimeoutException($"left running: {Command(id)}");
                }
            }
        }
    }

    public static IEnumerable<int> Marked(string mark) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
            && Read($"{folder}/environ").Contains(mark, StringComparison.Ordinal)
        select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);

    private static string Command(int process) => Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cmdline")).Replace('\0', ' ');

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);
}
