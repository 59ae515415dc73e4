namespace HarnessCollab.Engine.State;

/// <summary>
/// The state of a stack while an operation changes it. Each change is one line of the journal beside the checkpoint, so the cost of a
/// step does not depend on how many resources there are; <see cref="FoldAsync"/> writes the whole once, at the end of the run.
/// </summary>
public sealed class StateSession : ISnapshotSink, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly StackStore _store;
    private readonly Checkpoint _start;
    private readonly SnapshotLedger _ledger;
    private readonly Dictionary<ResourceState, string> _json = new(ReferenceEqualityComparer.Instance);
    private readonly JournalWriter _journal;
    private readonly TimeProvider _time;

    private StateSession(StackStore store, Checkpoint start, TimeProvider time)
    {
        _store = store;
        _start = start;
        _time = time;
        _ledger = new SnapshotLedger(start.Snapshot);
        _journal = new JournalWriter(store.JournalFile, Journal.Header(start));
    }

    /// <summary>Opens a stack whose lock the caller holds. A journal left by an interrupted run is folded first.</summary>
    public static StateSession Open(StackStore store, Func<string, Secrets.PassphraseSecretsManager> open, TimeProvider time)
    {
        var checkpoint = store.Load(open);
        if (store.HasJournal)
        {
            store.Save(checkpoint, time.GetUtcNow());
            checkpoint = store.Load(open);
        }

        return new StateSession(store, checkpoint, time);
    }

    /// <summary>The state at the start.</summary>
    public Checkpoint Start => _start;

    public Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var line = Journal.Begin(operation.Type, _start.Json(operation.Resource));
        lock (_gate)
        {
            _ledger.Begin(operation);
            return _journal.AppendAsync(line).WaitAsync(cancellationToken);
        }
    }

    public Task EndAsync(PendingOperation? operation, SnapshotChange change, CancellationToken cancellationToken)
    {
        var saved = change.Saved is null ? null : _start.Json(change.Saved);
        lock (_gate)
        {
            if (operation is not null)
            {
                _ledger.End(operation.Resource.Urn, operation.Type);
            }

            var old = _ledger.Apply(change);
            if (change.Saved is not null)
            {
                _json[change.Saved] = saved!;
            }

            // What a step leaves as it was needs no line: should we die, the checkpoint has it.
            return operation is null && old is not null && saved == Json(old)
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
            _store.Write(CheckpointJson.Write(
                _store.FullName,
                [.. _ledger.Resources().Select(Json)],
                [.. _ledger.Pending.Where(operation => dropPending?.Invoke(operation) != true).Select(operation => CheckpointJson.PendingJson(_start, operation))],
                _start.Secrets.Manager?.Salt ?? "",
                _time.GetUtcNow()));
        }
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private string Json(ResourceState state) => _json.TryGetValue(state, out var json) ? json : _start.Json(state);
}
