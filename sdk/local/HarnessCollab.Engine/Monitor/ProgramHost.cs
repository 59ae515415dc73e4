using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Runs the program against a monitor of its own, and what is to be done when it has registered all.</summary>
internal sealed class ProgramHost(
    OperationContext context, SnapshotManager state, ProviderRegistry providers, StepExecutor executor, Refresher refresher, EngineService engine)
{
    /// <summary>The exit code by which an SDK says that it has reported the error itself.</summary>
    private const int AlreadyReported = 32;

    // Every SDK ends a program with the outputs of its stack. Without them it may have exited with 0 long before.
    private const string Unfinished =
        "the program ended before all that it had begun was done: it registered no outputs of the stack, which every Pulumi SDK does at the end. "
        + "Nothing is deleted. To end early, return from the program's function (in C#: the one given to Deployment.RunAsync)";

    /// <summary>Runs the program to its end.</summary>
    /// <param name="finish">Comes when the program has no more to register and nothing has failed. The program waits for it.</param>
    public async Task RunAsync(Func<Task> finish)
    {
        var registrar = new Registrar(context, state, providers, executor, refresher);
        var defaults = new DefaultProviders(context.Request, registrar);
        var components = new Components(context, state, executor);
        var session = new ProgramSession(context.Status, executor);
        var monitor = new MonitorService(session, registrar, defaults, new Invoker(context, providers, defaults), components);
        await using var server = await MonitorServer.StartAsync(engine, monitor, context.Status.Terminate);

        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.Status.Stopping.Register(() => stopping.TrySetResult());
        await using var program = new RunningProgram(context.Request, server.Address);
        await Task.WhenAny(program.Exited, session.Signalled, stopping.Task);
        await JudgeAsync(program);

        await session.IdleAsync().WaitAsync(context.Status.Terminate);
        if (!context.Status.Failed && !stopping.Task.IsCompleted && !components.HaveStackOutputs)
        {
            context.Status.FailAndContinue("", Unfinished);
        }

        if (!context.Status.Failed)
        {
            await finish().WaitAsync(context.Status.Terminate);
        }

        if (!stopping.Task.IsCompleted && session.Signalled.IsCompleted)
        {
            session.Release();
            await Task.WhenAny(program.Exited, stopping.Task);
            await JudgeAsync(program);
        }

        await program.StopAsync();
        await components.FinishStackAsync();
    }

    private async Task JudgeAsync(RunningProgram program)
    {
        if (!program.Exited.IsCompleted || context.Status.Stopping.IsCancellationRequested)
        {
            return;
        }

        var code = await program.Exited;
        if (code != 0)
        {
            context.Status.FailAndContinue(
                "", code == AlreadyReported ? null : $"an unhandled error occurred: Program exited with non-zero exit code: {code}");
        }
    }
}
