using System.Globalization;
using System.Text;
using HarnessCollab.Engine.Events;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A plugin's process: started, its port read, its output kept for the case that it dies.</summary>
internal sealed class PluginProcess(string path, ChildProcess child) : IAsyncDisposable
{
    /// <summary>Far more than a plugin needs that only has to start; one that is built from source is built before.</summary>
    private static readonly TimeSpan PortBudget = TimeSpan.FromSeconds(30);

    private const int KeptCharacters = 16 * 1024;

    private readonly StringBuilder _output = new();
    private readonly Lock _outputLock = new();
    private Task _drained = Task.CompletedTask;
    private bool _ended;

    public string Path => path;

    public int Port { get; private set; }

    public bool HasExited => child.Exited.IsCompleted;

    public Task<int> Exited => child.Exited;

    /// <exception cref="EngineException">It cannot be started, ends at once, says something else than a port, or says nothing.</exception>
    public static async Task<PluginProcess> StartAsync(
        PluginCommand command, string engineAddress, PluginEnvironment surroundings, IEventSink events, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = ChildProcess.Start(command.FileName, [.. command.Arguments, engineAddress], surroundings.WorkingDirectory, surroundings.Variables);
        var process = new PluginProcess(command.FileName, started);
        var errors = process.KeepAsync(started.Error);
        try
        {
            process.Port = await process.ReadPortAsync(time, cancellationToken);
            process._drained = Task.WhenAll(errors, process.KeepAsync(started.Output));
            return process;
        }
        catch
        {
            if (process._ended)
            {
                started.Kill();
                await errors;
                process.ReportPrematureExit(events);
            }

            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells the user that the plugin died, with what it said last.</summary>
    public void ReportPrematureExit(IEventSink events)
    {
        string said;
        lock (_outputLock)
        {
            said = _output.ToString();
        }

        events.Send(new DiagnosticEvent("", "error", $"""
            Detected that {Path} exited prematurely. 
                   This is *always* a bug in the provider. Please report the issue to the provider author as appropriate.
                   To assist with debugging we have dumped the STDOUT and STDERR streams of the plugin:{said}
            """, Ephemeral: false));
    }

    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        await child.StopAsync(grace, time);
        await _drained;
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private async Task<int> ReadPortAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var line = await child.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(PortBudget, time, cancellationToken);
            if (line is null)
            {
                var code = await child.Exited.WaitAsync(PortBudget, time, cancellationToken);
                _ended = true;
                throw new EngineException($"could not read plugin [{path}]: exit status {code}");
            }

            return ushort.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
                ? port
                : throw new EngineException(
                    $"the plugin {Path} wrote an invalid port to stdout: could not parse port: its first line must be the port number alone");
        }
        catch (TimeoutException)
        {
            throw new EngineException(
                $"the plugin {Path} did not write its port within {PortBudget.TotalSeconds} seconds; it was stopped. Start it by hand to see what it waits for");
        }
    }

    private async Task KeepAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_outputLock)
            {
                _output.Append(line).Append('\n');
                if (_output.Length > KeptCharacters)
                {
                    _output.Remove(0, _output.Length - KeptCharacters);
                }
            }
        }
    }
}
