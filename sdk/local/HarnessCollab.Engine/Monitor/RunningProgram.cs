using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;

namespace HarnessCollab.Engine.Monitor;

/// <summary>A program at work; what it prints becomes messages of the stack.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    private readonly ChildProcess? _process;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;

    public RunningProgram(OperationRequest request, string address)
    {
        _time = request.TimeProvider;
        switch (request.Program)
        {
            case ProcessProgram program:
                _process = ChildProcess.Start(
                    program.FileName,
                    program.Arguments(address),
                    request.ProgramDirectory,
                    ProgramEnvironment.For(request, address, program.Environment));
                Exited = RelayAsync(_process, request.Events);
                break;
            case DelegateProgram program:
                Exited = program.Run(address, _stop.Token);
                break;
            default:
                throw new EngineException("there is no program to run");
        }
    }

    /// <summary>Completes with the exit code, after all output.</summary>
    public Task<int> Exited { get; }

    /// <summary>Ends the program; its exit code means nothing then.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_process is not null)
        {
            await _process.StopAsync(StopBudget, _time);
        }

        await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static async Task<int> RelayAsync(ChildProcess process, IEventSink events)
    {
        var output = RelayAsync(process.Output, "info", events);
        var errors = RelayAsync(process.Error, "info#err", events);
        var code = await process.Exited;

        // Whatever the program left behind holds its output open.
        process.Kill();
        await Task.WhenAll(output, errors);
        return code;
    }

    private static async Task RelayAsync(StreamReader reader, string severity, IEventSink events)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            events.Send(new DiagnosticEvent("", severity, line, Ephemeral: false));
        }
    }
}
