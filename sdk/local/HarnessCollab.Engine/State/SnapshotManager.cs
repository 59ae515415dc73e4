namespace HarnessCollab.Engine.State;

/// <summary>
/// Keeps a stack's state while an operation changes it: the entries of the last run, the entries that this run has settled, and the steps in
/// flight. Begin and end of a step wait until the state is on disk, so another run can continue from the checkpoint at any moment.
/// </summary>
internal sealed class SnapshotManager
{
    private readonly Lock _lock = new();
    private readonly Snapshot _start;
    private readonly CancellationToken _terminate;
    private readonly CheckpointWriter? _writer;

    // The entries in the order in which they were settled, so each comes after those that it needs.
    private readonly OrderedDictionary<string, ResourceState> _settled = new(StringComparer.Ordinal);

    // The entries that this run has not settled, in their original order. They include old halves of replacements, which _oldPlaces leaves out.
    private readonly List<ResourceState?> _olds;
    private readonly Dictionary<string, int> _oldPlaces;
    private readonly List<PendingOperation> _pending = [];

    // Operations of an earlier run whose outcome is not known. Each stays until this run has handled its resource.
    private readonly List<PendingOperation> _inDoubt;

    /// <param name="start">The state at the start.</param>
    /// <param name="save">Writes a state durably; null in a preview, which saves nothing.</param>
    /// <param name="terminate">Ends the waiting for a save.</param>
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

    /// <summary>The entry that this run has settled; null when this run has not settled the resource.</summary>
    public ResourceState? FindNew(string urn)
    {
        lock (_lock)
        {
            return _settled.GetValueOrDefault(urn);
        }
    }

    /// <summary>A provider resource by its reference, old or settled.</summary>
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

    /// <summary>Records that a step which changes something outside of the state is about to begin.</summary>
    public Task BeginAsync(PendingOperation operation)
    {
        lock (_lock)
        {
            _pending.Add(operation);
        }

        return SaveAsync();
    }

    /// <summary>Records that a step has ended.</summary>
    /// <param name="operation">The operation that it began with; null for a step that changes only the state.</param>
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
                    // This run has settled the old entry itself, by an import.
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

        // An unchanged entry need not be saved, because the checkpoint has it already.
        var isSame = kept == Kept.Not || (kept == Kept.InPlace && old is not null && ResourceJson.Same(old, saved!));
        return operation is null && isSame ? Task.CompletedTask : SaveAsync();
    }

    /// <summary>
    /// Replaces an entry by what a read of its object has found; null when the object is gone. This does not wait for a save: nothing outside of
    /// the state has changed, and after a crash the next run reads the object again.
    /// </summary>
    public void Correct(ResourceState old, ResourceState? found)
    {
        lock (_lock)
        {
            Replace(old, found);
        }
    }

    /// <summary>Removes references to resources that are gone from all entries that this run has not settled.</summary>
    public void Prune()
    {
        lock (_lock)
        {
            var there = _settled.Values.Concat(_olds).OfType<ResourceState>().Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
            Relink(state => state.Relinked(urn => there.Contains(urn) ? urn : ""));
        }
    }

    /// <summary>Saves the state for the last time: another process may lock the stack afterwards.</summary>
    public Task CloseAsync() => _writer?.SaveAsync(isLast: true) ?? Task.CompletedTask;

    private Task SaveAsync() => _writer?.SaveAsync().WaitAsync(_terminate) ?? Task.CompletedTask;

    private Snapshot Newest()
    {
        lock (_lock)
        {
            return new Snapshot([.. _settled.Values, .. _olds.OfType<ResourceState>()], [.. _inDoubt, .. _pending]);
        }
    }

    // An old half is found by its object, because two of them may have the same URN; all other entries are found by their URN.
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

    // Entries that this run has not settled yet refer to a renamed resource by its old URN, and such a state would not be readable.
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

/// <summary>What a step does to the entries in the state.</summary>
internal enum Kept
{
    /// <summary>The new entry takes the place of the old one, if there is one.</summary>
    InPlace,

    /// <summary>The new entry is added, and the old one stays until it is deleted at the end of the run.</summary>
    BesideOld,

    /// <summary>The old entry stays: its object is gone, and its replacement still has to be created.</summary>
    AsPendingReplacement,

    /// <summary>The old entry is removed.</summary>
    Removed,

    /// <summary>Nothing changes, for example because the step failed, or only shows other steps together.</summary>
    Not,
}
