using System.Diagnostics;

namespace HarnessCollab.Engine.State;

/// <summary>Saves the newest state for all that wait: whoever comes while the disk is busy waits for the next save together with the others.</summary>
internal sealed class CheckpointWriter(Func<Snapshot> newest, Func<Snapshot, Task> save)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private int _waitingCount;
    private bool _saving;
    private bool _closed;

    /// <summary>Completes when the state, as it is now or later, is on disk.</summary>
    /// <exception cref="OperationCanceledException">No more is saved.</exception>
    public Task SaveAsync() => SaveAsync(isLast: false);

    /// <summary>Saves once more. What comes afterwards is not saved: somebody else may have the stack then.</summary>
    public Task CloseAsync() => SaveAsync(isLast: true);

    private Task SaveAsync(bool isLast)
    {
        lock (_lock)
        {
            if (_closed)
            {
                throw new OperationCanceledException("The state of the stack is closed.");
            }

            _closed = isLast;
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waitingCount++;
            if (!_saving)
            {
                _saving = true;
                _ = Task.Run(SaveForAllAsync);
            }

            return _waiting.Task;
        }
    }

    private async Task SaveForAllAsync()
    {
        while (Next() is var (waiting, count))
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                // Worked out only now, it holds the changes of all that wait.
                await save(newest());
                waiting.SetResult();
            }
            catch (Exception e)
            {
                waiting.SetException(e);
            }

            // Steps that were saved together come back together, a moment apart; the first of them shall not have a save of its own.
            if (count > 1)
            {
                await Task.Delay(Stopwatch.GetElapsedTime(began) / 2);
            }
        }
    }

    private (TaskCompletionSource Waiting, int Count)? Next()
    {
        lock (_lock)
        {
            var next = _waiting is null ? default((TaskCompletionSource, int)?) : (_waiting, _waitingCount);
            (_waiting, _waitingCount, _saving) = (null, 0, next is not null);
            return next;
        }
    }
}
