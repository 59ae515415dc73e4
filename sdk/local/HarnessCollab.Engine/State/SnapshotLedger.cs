namespace HarnessCollab.Engine.State;

/// <summary>
/// The resources of a run that goes on: those of the start, and what steps saved and removed since. In the end what was saved comes first,
/// in the order in which it was saved, then what no step touched, and all of it so that nothing stands before what it depends on.
/// </summary>
internal sealed class SnapshotLedger
{
    private readonly int _base;
    private readonly List<ResourceState?> _entries;
    private readonly Dictionary<(string Urn, string Id, bool Delete), List<int>> _places = [];
    private readonly List<PendingOperation> _pending;

    public SnapshotLedger(Snapshot start)
    {
        _base = start.Resources.Length;
        _entries = [.. start.Resources];
        _pending = [.. start.PendingOperations];
        for (var i = 0; i < _base; i++)
        {
            Place(_entries[i]!).Add(i);
        }
    }

    public IReadOnlyList<PendingOperation> Pending => _pending;

    public void Begin(PendingOperation operation) => _pending.Add(operation);

    public void End(string urn, string type)
    {
        // The newest: an entry of that name may be left from an interrupted run.
        var index = _pending.FindLastIndex(pending => pending.Resource.Urn == urn && pending.Type == type);
        if (index >= 0)
        {
            _pending.RemoveAt(index);
        }
    }

    /// <summary>Applies a change; returns the entry that went.</summary>
    public ResourceState? Apply(SnapshotChange change)
    {
        var place = change.Removed is null ? -1 : Take(change.Removed);
        if (place < 0 && change.Saved is not null)
        {
            place = Take(change.Saved);
        }

        var old = place < 0 ? null : _entries[place];
        if (place >= 0)
        {
            _entries[place] = null;
        }

        if (change.Saved is not null)
        {
            if (place < _base)
            {
                place = _entries.Count;
                _entries.Add(null);
            }

            _entries[place] = change.Saved;
            Place(change.Saved).Add(place);
        }

        return old;
    }

    public IReadOnlyList<ResourceState> Resources()
    {
        var ordered = _entries.Skip(_base).Concat(_entries.Take(_base)).OfType<ResourceState>().ToList();
        var living = ordered.Where(state => !state.Delete).ToLookup(state => state.Urn, StringComparer.Ordinal);
        return [.. StateOrder.AfterOthers(ordered, state => state.References().SelectMany(urn => living[urn].Take(1)))];
    }

    private int Take(ResourceState state)
    {
        var places = Place(state);
        if (places.Count == 0)
        {
            return -1;
        }

        var place = places[^1];
        places.RemoveAt(places.Count - 1);
        return place;
    }

    private List<int> Place(ResourceState state)
    {
        var key = (state.Urn, state.Id, state.Delete);
        return _places.TryGetValue(key, out var places) ? places : _places[key] = [];
    }
}
