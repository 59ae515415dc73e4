using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Runs the program against a monitor, and the delete phase when it has said all.</summary>
internal sealed class ProgramHost(OperationContext context, string address)
{
    /// <summary>The SDK has told the user everything already.</summary>
    private const int AlreadyReported = 32;

    private readonly ProgramSession _session = new(context);
    private readonly Components _components = new(context);

    /// <summary>What the program talks to.</summary>
    public MonitorService Monitor()
    {
        var runner = new StepRunner(context);
        var registrar = new Registrar(context, runner, new Refresher(context));
        return new MonitorService(context, _session, registrar, new Reader(context, runner, registrar), new Invoker(context, registrar), _components);
    }

    /// <summary>Runs the program to its end. The deletes come when it has no more to register and nothing has failed.</summary>
    public async Task RunAsync(Func<Task> deleteLeftovers)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.Stopping.Register(() => stopping.TrySetResult());
        await using var terminated = context.Terminate.Register(() => stopping.TrySetResult());
        await using var program = new RunningProgram(context.Request, address);
        await Task.WhenAny(program.Exited, _session.Signalled, stopping.Task);
        await JudgeAsync(program);

        await _session.IdleAsync().WaitAsync(context.Terminate);
        if (!context.Failed)
        {
            await deleteLeftovers().WaitAsync(context.Terminate);
        }

        if (!stopping.Task.IsCompleted && _session.Signalled.IsCompleted)
        {
            _session.Release();
            await Task.WhenAny(program.Exited, stopping.Task);
            await JudgeAsync(program);
        }

        await program.StopAsync();
        await _components.FinishStackAsync();
    }

    private async Task JudgeAsync(RunningProgram program)
    {
        if (program.Exited.IsCompleted && await program.Exited is not 0 and var code && !context.Stopping.IsCancellationRequested)
        {
            context.MarkFailed();
            if (code != AlreadyReported)
            {
                context.Report("", "error", $"an unhandled error occurred: Program exited with non-zero exit code: {code}");
            }
        }
    }
}
