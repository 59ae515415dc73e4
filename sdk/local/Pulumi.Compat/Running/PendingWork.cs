namespace Pulumi;

/// <summary>Everything a run still waits for. The run ends when nothing is left, or with the first failure.</summary>
internal sealed class PendingWork
{
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> _failures = [];

    // One for the program itself, which may add work until CompleteAsync is called.
    private int _running = 1;

    /// <summary>Makes the run wait for a task. What follows from the task must be added before it ends, or by it.</summary>
    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        lock (_gate)
        {
            _running++;
        }

        task.ContinueWith(OnEnded, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits for the end; answers the failures, each once.</summary>
    public async Task<IReadOnlyList<Exception>> CompleteAsync()
    {
        Release();
        await _ended.Task;
        lock (_gate)
        {
            return [.. _failures];
        }
    }

    private void OnEnded(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            lock (_gate)
            {
                // Several outputs fail with the exception of the one resource they come from.
                var causes = task.Exception?.Flatten().InnerExceptions.ToArray() ?? [new TaskCanceledException(task)];
                _failures.AddRange(causes.Where(cause => !_failures.Contains(cause)));
            }

            _ended.TrySetResult();
        }

        Release();
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_running > 0)
            {
                return;
            }
        }

        _ended.TrySetResult();
    }
}
