namespace HarnessCollab.Engine.Monitor;

/// <summary>Runs the program, and then the work that follows when it has registered everything.</summary>
internal sealed class ProgramHost(OperationContext context, SnapshotManager state, Parts parts)
{
    /// <summary>The exit code by which an SDK says that it has reported the error itself.</summary>
    private const int AlreadyReported = 32;

    // Every SDK registers the outputs of the stack at the end of a program. Without them the program may have exited early with exit code 0.
    private const string Unfinished =
        "the program ended too early: it registered no outputs of the stack, which every Pulumi SDK does at the end. "
        + "Nothing is deleted. To end early, return from the program's function (in C#: the one given to Deployment.RunAsync)";

    /// <summary>Runs the program to its end.</summary>
    /// <param name="finish">Runs when the program has no more to register and nothing has failed. The program waits for it.</param>
    public async Task RunAsync(Func<Task> finish)
    {
        var registrar = new Registrar(context, state, parts);
        var defaults = new DefaultProviders(context.Request, registrar);
        var session = new ProgramSession(context.Status, parts.Executor);
        ResourceMonitor.BindService(parts.Server, new MonitorService(context, session, registrar, defaults, parts.Providers));

        using var stop = new CancellationTokenSource();
        var exited = context.Request.Program!.RunAsync(context.Request, parts.Server.Address, stop.Token, context.Status.Terminate);
        try
        {
            await FollowAsync(exited, session, registrar, finish);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await registrar.FinishStackAsync();
    }

    private async Task FollowAsync(Task<int> exited, ProgramSession session, Registrar registrar, Func<Task> finish)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.Status.Stopping.Register(() => stopping.TrySetResult());
        await Task.WhenAny(exited, session.Signalled, stopping.Task);
        await JudgeAsync(exited);

        await session.IdleAsync().WaitAsync(context.Status.Terminate);
        if (!context.Status.Failed && !stopping.Task.IsCompleted && !registrar.HasStackOutputs)
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
            await Task.WhenAny(exited, stopping.Task);
            await JudgeAsync(exited);
        }
    }

    private async Task JudgeAsync(Task<int> exited)
    {
        var code = exited.IsCompleted && !context.Status.Stopping.IsCancellationRequested ? await exited : 0;
        if (code != 0)
        {
            context.Status.FailAndContinue(
                "", code == AlreadyReported ? null : $"an unhandled error occurred: Program exited with non-zero exit code: {code}");
        }
    }
}
