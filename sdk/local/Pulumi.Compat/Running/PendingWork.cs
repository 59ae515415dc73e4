using System.Collections.Concurrent;

namespace Pulumi;

/// <summary>Everything a run still waits for. The run ends when nothing is left, or with the first failure.</summary>
internal sealed class PendingWork
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Exception> _failures = new();

    // It begins with one for the program itself, which may add work until CompleteAsync is called.
    private int _running = 1;

    /// <summary>Makes the run wait for a task. Tasks that follow from it must be added before it ends.</summary>
    public void Add(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            Interlocked.Increment(ref _running);
            task.ContinueWith(OnEnded, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for the end; returns the failures, each once.</summary>
    public async Task<IReadOnlyList<Exception>> CompleteAsync()
    {
        Release();
        await _ended.Task;

        // Several outputs of one resource fail with the same exception.
        return [.. _failures.Distinct()];
    }

    private void OnEnded(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            foreach (var cause in task.Exception?.Flatten().InnerExceptions.ToArray() ?? [new TaskCanceledException(task)])
            {
                _failures.Enqueue(cause);
            }

            _ended.TrySetResult();
        }

        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _ended.TrySetResult();
        }
    }
}
