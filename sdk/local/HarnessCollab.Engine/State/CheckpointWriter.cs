using System.Diagnostics;

namespace HarnessCollab.Engine.State;

/// <summary>
/// Saves the newest state for all that wait: whoever comes while the disk is busy waits for the next save together with the others.
/// </summary>
internal sealed class CheckpointWriter(Func<Snapshot> newest, Func<Snapshot, Task> save)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Task? _next;
    private int _waiting;
    private TimeSpan _pause;
    private bool _closed;

    /// <summary>Completes when the state, as it is now or later, is on disk.</summary>
    /// <param name="isLast">What comes afterwards is not saved: somebody else may have the stack then.</param>
    /// <exception cref="OperationCanceledException">No more is saved.</exception>
    public Task SaveAsync(bool isLast = false)
    {
        lock (_lock)
        {
            if (_closed)
            {
                throw new OperationCanceledException("The state of the stack is closed.");
            }

            _closed = isLast;
            _waiting++;
            return _next ??= SaveAfterAsync(_last);
        }
    }

    private async Task SaveAfterAsync(Task last)
    {
        await last.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(_pause);
        int waiting;
        lock (_lock)
        {
            (_last, _next, waiting, _waiting) = (_next!, null, _waiting, 0);
        }

        // Worked out only now, the state holds the changes of all that wait.
        var began = Stopwatch.GetTimestamp();
        await save(newest());

        // Steps that were saved together come back together, a moment apart; the first of them shall not have a save of its own.
        _pause = waiting > 1 ? Stopwatch.GetElapsedTime(began) / 2 : TimeSpan.Zero;
    }
}
