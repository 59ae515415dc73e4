namespace HarnessCollab.Engine.State;

/// <summary>
/// The state of a stack while an operation changes it. Each change is one line of the journal beside the checkpoint, so the cost of a
/// step does not depend on how many resources there are; <see cref="FoldAsync"/> writes the whole once, at the end of the run.
/// </summary>
public sealed class StateSession(StackStore store, Checkpoint start, TimeProvider time) : ISnapshotSink, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SnapshotLedger _ledger = new(start.Snapshot);
    private readonly JournalWriter _journal = new(store.JournalFile, Journal.Header(start));

    /// <summary>Opens a stack whose lock the caller holds. A journal left by an interrupted run is folded first.</summary>
    public static StateSession Open(StackStore stack, Func<string, Secrets.PassphraseSecretsManager> open, TimeProvider clock)
    {
        var checkpoint = stack.Load(open);
        if (stack.HasJournal)
        {
            stack.Save(checkpoint, clock.GetUtcNow());
            checkpoint = stack.Load(open);
        }

        return new StateSession(stack, checkpoint, clock);
    }

    /// <summary>The state at the start.</summary>
    public Checkpoint Start => start;

    public Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var line = Journal.Begin(operation.Type, start.Json(operation.Resource));
        lock (_gate)
        {
            _ledger.Begin(operation);
            return _journal.AppendAsync(line).WaitAsync(cancellationToken);
        }
    }

    public Task EndAsync(PendingOperation? operation, SnapshotChange change, CancellationToken cancellationToken)
    {
        var saved = change.Saved is null ? null : start.Json(change.Saved);
        lock (_gate)
        {
            if (operation is not null)
            {
                _ledger.End(operation.Resource.Urn, operation.Type);
            }

            var old = _ledger.Apply(change);
            // What a step leaves as it was needs no line: should we die, the checkpoint has it.
            return operation is null && old is not null && saved == start.Json(old)
                ? Task.CompletedTask
                : _journal.AppendAsync(Journal.End(operation, change.Removed, saved)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes the checkpoint as it is now and removes the journal.</summary>
    /// <param name="dropPending">Which operations of interrupted runs are no longer pending.</param>
    public async Task FoldAsync(Func<PendingOperation, bool>? dropPending = null)
    {
        await _journal.DisposeAsync();
        lock (_gate)
        {
            var pending = _ledger.Pending.Where(operation => dropPending?.Invoke(operation) != true);
            store.Save(start.With([.. _ledger.Resources()], [.. pending]), time.GetUtcNow());
        }
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}
