using System.Text;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A plugin's process. Its port is read at the start, and the end of its output is kept to be shown if it dies.</summary>
internal sealed class PluginProcess(string path, ChildProcess child, IEventSink events) : IAsyncDisposable
{
    /// <summary>Far more time than the start of a plugin takes; a plugin from source is built before its start.</summary>
    private static readonly TimeSpan PortBudget = TimeSpan.FromSeconds(30);

    private const int KeptCharacters = 16 * 1024;

    private readonly StringBuilder _output = new();
    private readonly Lock _outputLock = new();
    private Task _drained = Task.CompletedTask;

    public string Path => path;

    public int Port { get; private set; }

    public Task<int> Exited => child.Exited;

    /// <exception cref="EngineException">The plugin cannot be started, ends at once, or does not write a port.</exception>
    public static async Task<PluginProcess> StartAsync(
        PluginCommand command, string engineAddress, ImmutableDictionary<string, string> variables, OperationRequest request,
        CancellationToken terminate)
    {
        var child = ChildProcess.Start(command.FileName, [.. command.Arguments, engineAddress], request.ProgramDirectory, variables);
        var process = new PluginProcess(command.FileName, child, request.Events);
        try
        {
            var errors = process.KeepAsync(child.Error);
            process.Port = await process.ReadPortAsync(errors, request.TimeProvider, terminate);
            process._drained = Task.WhenAll(errors, process.KeepAsync(child.Output));
            return process;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reports to the user that the plugin died, with its last output.</summary>
    public void ReportPrematureExit()
    {
        lock (_outputLock)
        {
            events.Send(new DiagnosticEvent("", "error", $"""
                Detected that {path} exited prematurely. 
                       This is *always* a bug in the provider. Please report the issue to the provider author as appropriate.
                       To assist with debugging we have dumped the STDOUT and STDERR streams of the plugin:{_output}
                """, Ephemeral: false));
        }
    }

    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        await child.StopAsync(grace, time);
        await _drained;
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private async Task<int> ReadPortAsync(Task errors, TimeProvider time, CancellationToken terminate)
    {
        try
        {
            // Nothing cancels the read of a pipe: the attempt would wait for the end of the read, and others would wait for the attempt.
            if (await child.Output.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(PortBudget, time, terminate) is { } line)
            {
                return ushort.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? port
                    : throw new EngineException(
                        $"the plugin {path} wrote an invalid port to stdout: could not parse port: its first line must be the port number alone");
            }

            var code = await child.Exited.WaitAsync(PortBudget, time, terminate);
            // Processes that the plugin has left behind keep its output open.
            child.Kill();
            await errors;
            ReportPrematureExit();
            throw new EngineException($"could not read plugin [{path}]: exit status {code}");
        }
        catch (TimeoutException)
        {
            throw new EngineException($"the plugin {path} did not write its port within {PortBudget.TotalSeconds} seconds; it was stopped. "
                + "Start it by hand to see what it waits for");
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
