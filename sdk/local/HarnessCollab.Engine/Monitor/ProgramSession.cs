using Grpc.Core;
using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine.Monitor;

/// <summary>The calls of one running program: how many are in work, whether it has no more to register, and when it is answered that it may end.</summary>
internal sealed class ProgramSession(OperationContext context)
{
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _inWork;

    /// <summary>Completes when the program says that no more registrations will come.</summary>
    public Task Signalled => _signalled.Task;

    /// <summary>Does one call's work. When the operation stops meanwhile, the call is not answered at all: an answer would make the program talk about it.</summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> work, bool takesSlot, CancellationToken call)
    {
        Enter();
        try
        {
            context.ThrowIfStopping();
            if (!takesSlot)
            {
                return await work();
            }

            T? answer = default;
            if (await context.InSlotAsync(async () => answer = await work()))
            {
                return answer!;
            }
        }
        catch (Exception stopped) when (stopped is OperationStoppedException or OperationCanceledException)
        {
            // Falls through to the wait below.
        }
        catch (Exception bad) when (bad is EngineException or FormatException or Protocol.Codec.PropertyFormatException)
        {
            context.Fail("", bad.Message);
        }
        catch (Exception bug) when (bug is not RpcException)
        {
            context.Fail("", $"HC9001: the engine failed by its own fault; please report it: {bug}");
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
