namespace HarnessCollab.Engine.State;

/// <summary>
/// The one book of a stack's state while an operation changes it: what the last run left, what this run has settled, what is in flight.
/// Begin and end of a step wait until that is on disk, so whoever reads the checkpoint can go on from there at any moment.
/// </summary>
internal sealed class SnapshotManager
{
    private readonly Lock _lock = new();
    private readonly Snapshot _start;
    private readonly CheckpointWriter? _writer;

    // In the order in which they settled: nothing stands before what it needs.
    private readonly List<ResourceState?> _settled = [];
    private readonly Dictionary<string, int> _settledPlaces = new(StringComparer.Ordinal);

    // What this run has not settled, in the order of the start. Old halves of replacements are among it, and have no place by name.
    private readonly List<ResourceState?> _olds;
    private readonly Dictionary<string, int> _oldPlaces;
    private readonly List<PendingOperation> _pending = [];

    // What an earlier run had begun and nobody knows the end of: it stays until this run has met the resource.
    private readonly List<PendingOperation> _inDoubt;

    /// <param name="start">The state at the start.</param>
    /// <param name="save">Writes a state durably; null in a preview, where all of this is only worked out.</param>
    public SnapshotManager(Snapshot start, Func<Snapshot, Task>? save)
    {
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
            return _settledPlaces.TryGetValue(urn, out var place) ? _settled[place] : null;
        }
    }

    /// <summary>A provider resource, wherever it stands now.</summary>
    public ResourceState? FindProvider(string urn, string id)
    {
        lock (_lock)
        {
            return _start.Resources.Concat(_settled).LastOrDefault(state => state?.Urn == urn && state.Id == id);
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
    public Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ChangeAsync(null, () => _pending.Add(operation), cancellationToken);

    /// <summary>The step failed and changed nothing.</summary>
    public Task AbandonAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ChangeAsync(operation, () => { }, cancellationToken);

    /// <summary>Settles an entry: <paramref name="old"/> (null when there was none) is <paramref name="saved"/> now.</summary>
    public Task SettleAsync(PendingOperation? operation, ResourceState? old, ResourceState saved, CancellationToken cancellationToken) => ChangeAsync(
        operation,
        () =>
        {
            if (old is not null)
            {
                Replace(old, null);
                Rename(old.Urn, saved.Urn);
            }

            Settle(saved);
        },
        cancellationToken,
        // What stays as it is need not be saved: the checkpoint has it.
        isSaved: operation is null && old is not null && StateComparer.Same(old, saved));

    /// <summary>Settles the new half of a replacement; the old one is left to the delete phase.</summary>
    public Task SupersedeAsync(PendingOperation? operation, ResourceState old, ResourceState saved, CancellationToken cancellationToken) => ChangeAsync(
        operation,
        () =>
        {
            var condemned = old with { Delete = true };
            if (_oldPlaces.ContainsKey(old.Urn))
            {
                Replace(old, condemned);
            }
            else
            {
                // It was settled by this very run, by an import.
                _olds.Add(condemned);
            }

            Rename(old.Urn, saved.Urn);
            Settle(saved);
        },
        cancellationToken);

    /// <summary>Keeps an entry that is to be settled still, in a changed form.</summary>
    public Task AmendAsync(PendingOperation? operation, ResourceState old, ResourceState amended, CancellationToken cancellationToken) =>
        ChangeAsync(operation, () => Replace(old, amended), cancellationToken);

    public Task RemoveAsync(PendingOperation? operation, ResourceState old, CancellationToken cancellationToken) =>
        ChangeAsync(operation, () => Replace(old, null), cancellationToken);

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
            var there = _settled.Concat(_olds).OfType<ResourceState>().Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
            Relink(state => state.Relinked(urn => there.Contains(urn) ? urn : ""));
        }
    }

    /// <summary>Saves the state as it is now. Nothing is saved afterwards: others may have the stack then.</summary>
    public Task CloseAsync() => _writer?.CloseAsync() ?? Task.CompletedTask;

    private Task ChangeAsync(PendingOperation? ended, Action change, CancellationToken cancellationToken, bool isSaved = false)
    {
        lock (_lock)
        {
            _pending.RemoveAll(operation => ReferenceEquals(operation, ended));
            change();
        }

        return isSaved || _writer is null ? Task.CompletedTask : _writer.SaveAsync().WaitAsync(cancellationToken);
    }

    private Snapshot Newest()
    {
        lock (_lock)
        {
            return new Snapshot([.. _settled.OfType<ResourceState>(), .. _olds.OfType<ResourceState>()], [.. _inDoubt, .. _pending]);
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

    private void Settle(ResourceState saved)
    {
        if (_settledPlaces.TryGetValue(saved.Urn, out var place))
        {
            _settled[place] = saved;
        }
        else
        {
            _settledPlaces[saved.Urn] = _settled.Count;
            _settled.Add(saved);
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
