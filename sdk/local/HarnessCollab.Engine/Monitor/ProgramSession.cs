using Grpc.Core;

namespace HarnessCollab.Engine.Monitor;

/// <summary>The calls of one running program: which of them are running, whether more will come, and when the program may end.</summary>
internal sealed class ProgramSession(RunStatus status, StepExecutor executor)
{
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private volatile Task _inWork = Task.CompletedTask;

    /// <summary>Completes when the program says that no more registrations will come.</summary>
    public Task Signalled => _signalled.Task;

    /// <summary>
    /// Does the work of a call in one of the slots. When the run ends meanwhile, the call is never answered: the program would report the answer
    /// as an additional error.
    /// </summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> work, CancellationToken call)
    {
        T? answer = default;
        var working = executor.InSlotAsync(async () => answer = await WorkAsync(work));
        lock (_lock)
        {
            _inWork = Task.WhenAll(_inWork, working);
        }

        try
        {
            if (await working)
            {
                return answer!;
            }
        }
        catch (OperationCanceledException)
        {
            // The call is not answered; the summary of this method says why.
        }

        await Task.Delay(Timeout.Infinite, call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new RpcException(new Status(StatusCode.Unavailable, "the operation has ended"));
    }

    /// <summary>Completes when all calls that have arrived so far are done.</summary>
    public async Task IdleAsync() => await _inWork.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The program says that no more registrations will come; completes when the program may end.</summary>
    public async Task SignalAsync(CancellationToken call)
    {
        _signalled.TrySetResult();
        await _released.Task.WaitAsync(call);
    }

    /// <summary>Lets the program end.</summary>
    public void Release() => _released.TrySetResult();

    private async Task<T> WorkAsync<T>(Func<Task<T>> work)
    {
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
            throw status.FailAndStop("", $"HC9001: the engine itself failed. This is a bug in it; please report it: {bug}");
        }
    }
}
