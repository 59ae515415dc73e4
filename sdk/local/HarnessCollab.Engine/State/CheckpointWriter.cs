using System.Diagnostics;

namespace HarnessCollab.Engine.State;

/// <summary>
/// Saves the newest state for all callers that wait: those that come during a save share the next one.
/// </summary>
internal sealed class CheckpointWriter(Func<Snapshot> newest, Func<Snapshot, Task> save)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Task? _next;
    private int _waiting;
    private TimeSpan _pause;
    private bool _closed;

    /// <summary>Completes when the present state, or a later one, is on disk.</summary>
    /// <param name="isLast">Whether this is the last save; later calls fail, because another process may have locked the stack by then.</param>
    /// <exception cref="OperationCanceledException">The last save was requested before.</exception>
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

        // The state is read only now, so it contains the changes of all callers that wait.
        var began = Stopwatch.GetTimestamp();
        await save(newest());

        // Steps that shared a save end again at almost the same time. The pause lets them share the next save too.
        _pause = waiting > 1 ? Stopwatch.GetElapsedTime(began) / 2 : TimeSpan.Zero;
    }
}
