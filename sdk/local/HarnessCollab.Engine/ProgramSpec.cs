using HarnessCollab.Engine.Monitor;

namespace HarnessCollab.Engine;

/// <summary>The program that registers the resources.</summary>
public abstract record ProgramSpec
{
    /// <summary>Runs the program and returns its exit code. Ignore the code when the program was asked to end.</summary>
    /// <param name="address">Where the engine listens: <c>127.0.0.1:port</c>.</param>
    /// <param name="stop">Asks the program to end.</param>
    /// <param name="kill">Kills the program.</param>
    internal abstract Task<int> RunAsync(OperationRequest request, string address, CancellationToken stop, CancellationToken kill);
}

/// <summary>
/// A program in a process of its own. Its working directory is <see cref="OperationRequest.ProgramDirectory"/>, and what it prints becomes messages
/// of the stack.
/// </summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments. The variables of the Pulumi protocol tell it where the engine listens, and all else.</param>
public sealed record ProcessProgram(string FileName, ImmutableArray<string> Arguments) : ProgramSpec
{
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    internal override async Task<int> RunAsync(OperationRequest request, string address, CancellationToken stop, CancellationToken kill)
    {
        await using var process = ChildProcess.Start(FileName, Arguments, request.ProgramDirectory, ProgramEnvironment.For(request, address));
        var output = Task.WhenAll(RelayAsync(process.Output, "info", request.Events), RelayAsync(process.Error, "info#err", request.Events));
        var stopped = Task.CompletedTask;
        await using var stopping = stop.Register(() => stopped = process.StopAsync(StopBudget, request.TimeProvider));
        await using var killing = kill.Register(process.Kill);
        var code = await process.Exited;

        // Processes that the program has left behind keep its output open.
        process.Kill();
        await output;
        await stopped;
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
