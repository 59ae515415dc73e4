namespace HarnessCollab.Engine.State;

/// <summary>
/// The one book of a stack's state while an operation changes it: what the last run left, what this run has settled, what is in flight.
/// Begin and end of a step wait until that is on disk, so whoever reads the checkpoint can go on from there at any moment.
/// </summary>
internal sealed class SnapshotManager
{
    private readonly Lock _lock = new();
    private readonly Snapshot _start;
    private readonly CancellationToken _terminate;
    private readonly CheckpointWriter? _writer;

    // In the order in which they settled: nothing stands before what it needs.
    private readonly OrderedDictionary<string, ResourceState> _settled = new(StringComparer.Ordinal);

    // What this run has not settled, in the order of the start. Old halves of replacements are among it, and have no place by name.
    private readonly List<ResourceState?> _olds;
    private readonly Dictionary<string, int> _oldPlaces;
    private readonly List<PendingOperation> _pending = [];

    // What an earlier run had begun and nobody knows the end of: it stays until this run has met the resource.
    private readonly List<PendingOperation> _inDoubt;

    /// <param name="start">The state at the start.</param>
    /// <param name="save">Writes a state durably; null in a preview, where all of this is only worked out.</param>
    /// <param name="terminate">Ends waiting for that.</param>
    public SnapshotManager(Snapshot start, Func<Snapshot, Task>? save, CancellationToken terminate)
    {
        _terminate = terminate;
        _start = start;
        _olds = [.. start.Resources];
        _oldPlaces = start.Resources.Index().Where(each => !each.Item.Delete)
            .ToDictionary(each => each.Item.Urn, each => each.Index, StringComparer.Ordinal);
        _inDoubt = [.. start.PendingOperations];
        _writer = save is null ? null : new CheckpointWriter(Newest, save);
    }

    public ResourceState? FindOld(string urn)
    {
        lock (_lock)
        {
            return _oldPlaces.TryGetValue(urn, out var place) ? _olds[place] : null;
        }
    }

    /// <summary>The entry as this run left it so far; null when this run has not met it.</summary>
    public ResourceState? FindNew(string urn)
    {
        lock (_lock)
        {
            return _settled.GetValueOrDefault(urn);
        }
    }

    /// <summary>A provider resource by its reference, wherever it stands now.</summary>
    public ResourceState? FindProvider(string reference)
    {
        lock (_lock)
        {
            return _start.Resources.Concat(_settled.Values).LastOrDefault(state => state.Reference == reference);
        }
    }

    /// <summary>Old entries that this run has not settled, then the old halves of replacements.</summary>
    public IReadOnlyList<ResourceState> Leftovers()
    {
        lock (_lock)
        {
            return [.. _olds.OfType<ResourceState>().OrderBy(state => state.Delete)];
        }
    }

    /// <summary>A step that changes something outside is about to begin.</summary>
    public Task BeginAsync(PendingOperation operation)
    {
        lock (_lock)
        {
            _pending.Add(operation);
        }

        return SaveAsync();
    }

    /// <summary>A step has ended.</summary>
    /// <param name="operation">What it had begun; null where it changes nothing outside.</param>
    /// <param name="kept"><see cref="Kept.Not"/> after a failure.</param>
    public Task EndAsync(PendingOperation? operation, Kept kept, ResourceState? old, ResourceState? saved)
    {
        lock (_lock)
        {
            _pending.RemoveAll(each => ReferenceEquals(each, operation));
            switch (kept)
            {
                case Kept.InPlace or Kept.Removed when old is not null:
                    Replace(old, null);
                    break;
                case Kept.BesideOld when _oldPlaces.ContainsKey(old!.Urn):
                    Replace(old, old with { Delete = true });
                    break;
                case Kept.BesideOld:
                    // It was settled by this very run, by an import.
                    _olds.Add(old! with { Delete = true });
                    break;
                case Kept.AsPendingReplacement:
                    Replace(old!, old! with { PendingReplacement = true });
                    break;
            }

            if (kept is Kept.InPlace or Kept.BesideOld)
            {
                Rename(old?.Urn ?? saved!.Urn, saved!.Urn);
                _settled[saved.Urn] = saved;
            }
        }

        // What stays as it is need not be saved: the checkpoint has it.
        var isSame = kept == Kept.Not || (kept == Kept.InPlace && old is not null && ResourceJson.Same(old, saved!));
        return operation is null && isSame ? Task.CompletedTask : SaveAsync();
    }

    /// <summary>
    /// What reading an object has shown, null when it is gone. Nobody waits for this to be saved: nothing was changed outside, and who dies
    /// before the next save reads again.
    /// </summary>
    public void Correct(ResourceState old, ResourceState? found)
    {
        lock (_lock)
        {
            Replace(old, found);
        }
    }

    /// <summary>Takes references to what is gone out of all entries that this run has not settled.</summary>
    public void Prune()
    {
        lock (_lock)
        {
            var there = _settled.Values.Concat(_olds).OfType<ResourceState>().Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
            Relink(state => state.Relinked(urn => there.Contains(urn) ? urn : ""));
        }
    }

    /// <summary>Saves the state as it is now. Nothing is saved afterwards: others may have the stack then.</summary>
    public Task CloseAsync() => _writer?.SaveAsync(isLast: true) ?? Task.CompletedTask;

    private Task SaveAsync() => _writer?.SaveAsync().WaitAsync(_terminate) ?? Task.CompletedTask;

    private Snapshot Newest()
    {
        lock (_lock)
        {
            return new Snapshot([.. _settled.Values, .. _olds.OfType<ResourceState>()], [.. _inDoubt, .. _pending]);
        }
    }

    // Old halves are told apart by themselves, for two may have one name; all others by it.
    private void Replace(ResourceState old, ResourceState? by)
    {
        var place = old.Delete ? _olds.FindIndex(state => ReferenceEquals(state, old)) : _oldPlaces.GetValueOrDefault(old.Urn, -1);
        if (place < 0)
        {
            return;
        }

        _olds[place] = by;
        _inDoubt.RemoveAll(operation => operation.Resource.Urn == old.Urn && !operation.IsCreation);
        if (by is null or { Delete: true })
        {
            _oldPlaces.Remove(old.Urn);
        }
    }

    // Entries that this run has not come to yet know what has another name now by the old one, and nobody could read such a state.
    private void Rename(string from, string to)
    {
        if (from != to)
        {
            Relink(state => state.References().Contains(from) ? state.Relinked(urn => urn == from ? to : urn) : state);
        }
    }

    private void Relink(Func<ResourceState, ResourceState> relinked)
    {
        for (var place = 0; place < _olds.Count; place++)
        {
            _olds[place] = _olds[place] is { } state ? relinked(state) : null;
        }
    }
}

/// <summary>How the state keeps what a step leaves.</summary>
internal enum Kept
{
    /// <summary>The new entry takes the place of the old one, if there is one.</summary>
    InPlace,

    /// <summary>The new entry stands beside the old one, which is deleted at the end of the run.</summary>
    BesideOld,

    /// <summary>The old entry stays: its object is gone, and its replacement still has to be created.</summary>
    AsPendingReplacement,

    /// <summary>The old entry goes.</summary>
    Removed,

    /// <summary>Nothing: the step sums others up for the display.</summary>
    Not,
}
