using Grpc.Core;
using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine.Monitor;

/// <summary>The calls of one running program: how many are in work, whether more will come, and when the program may end.</summary>
internal sealed class ProgramSession(RunStatus status, StepExecutor executor)
{
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _inWork;

    /// <summary>Completes when the program says that no more registrations will come.</summary>
    public Task Signalled => _signalled.Task;

    /// <summary>Does the work of a call. One that meets the end of the run is never answered: the program would report an error of its own.</summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> work, bool takesSlot, CancellationToken call)
    {
        Enter();
        try
        {
            if (!takesSlot)
            {
                return await WorkAsync(work);
            }

            T? answer = default;
            if (await executor.InSlotAsync(async () => answer = await WorkAsync(work)))
            {
                return answer!;
            }
        }
        catch (Exception stopped) when (stopped is OperationStoppedException or OperationCanceledException)
        {
            // Not answered, see above.
        }
        finally
        {
            Leave();
        }

        await Task.Delay(Timeout.Infinite, call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new RpcException(new Status(StatusCode.Unavailable, "the operation has ended"));
    }

    /// <summary>Completes when no call is in work.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            return _idle?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>The program's own "no more registrations"; returns when it may end.</summary>
    public async Task SignalAsync(CancellationToken call)
    {
        if (!_signalled.TrySetResult())
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "SignalAndWaitForShutdown was called before"));
        }

        await _released.Task.WaitAsync(call);
    }

    /// <summary>Lets the program end.</summary>
    public void Release() => _released.TrySetResult();

    private async Task<T> WorkAsync<T>(Func<Task<T>> work)
    {
        status.ThrowIfStopping();
        try
        {
            return await work();
        }
        catch (Exception bad) when (bad is EngineException or FormatException or Protocol.Codec.PropertyFormatException)
        {
            throw status.FailAndStop("", bad.Message);
        }
        catch (Exception bug) when (bug is not (OperationStoppedException or OperationCanceledException or RpcException))
        {
            throw status.FailAndStop("", $"HC9001: the engine failed by its own fault; please report it: {bug}");
        }
    }

    private void Enter()
    {
        lock (_lock)
        {
            if (_inWork++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inWork == 0)
            {
                _idle!.SetResult();
            }
        }
    }
}
