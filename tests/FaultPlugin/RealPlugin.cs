using System.Diagnostics;
using System.Globalization;

namespace HarnessCollab.FaultPlugin;

/// <summary>The plugin behind this one, in a process of its own; it ends by itself when the engine is gone.</summary>
internal sealed class RealPlugin : IDisposable
{
    private readonly Process _process;

    private RealPlugin(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    public static async Task<RealPlugin> StartAsync(string executable, IEnumerable<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true })!;
        var port = await process.StandardOutput.ReadLineAsync();
        return new RealPlugin(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();
}
