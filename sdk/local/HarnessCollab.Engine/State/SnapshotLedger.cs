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
        var living = new Dictionary<string, ResourceState>(StringComparer.Ordinal);
        foreach (var state in ordered.Where(state => !state.Delete))
        {
            living.TryAdd(state.Urn, state);
        }

        var result = new List<ResourceState>(ordered.Count);
        var seen = new HashSet<ResourceState>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(ResourceState State, bool Ready)>();
        foreach (var root in ordered)
        {
            open.Push((root, false));
            while (open.TryPop(out var item))
            {
                if (item.Ready)
                {
                    result.Add(item.State);
                }
                else if (seen.Add(item.State))
                {
                    open.Push((item.State, true));
                    foreach (var urn in Needs(item.State))
                    {
                        if (living.TryGetValue(urn, out var needed) && !seen.Contains(needed))
                        {
                            open.Push((needed, false));
                        }
                    }
                }
            }
        }

        return result;
    }

    private static IEnumerable<string> Needs(ResourceState state)
    {
        var provider = state.Provider.LastIndexOf("::", StringComparison.Ordinal);
        return new[] { state.DeletedWith, provider < 0 ? "" : state.Provider[..provider], state.Parent }
            .Concat(state.Dependencies)
            .Concat(state.PropertyDependencies.Values.SelectMany(urns => urns))
            .Where(urn => urn.Length > 0);
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
