using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>
/// The state as it changes: what the last run left, what this run has settled, and what is condemned (the old halves of replacements).
/// Saves every change through the sink; an entry that stays as it is needs no saving.
/// </summary>
internal sealed class Ledger(Snapshot start, ISnapshotSink? sink)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceState> _olds =
        start.Resources.Where(state => !state.Delete).ToDictionary(state => state.Urn, StringComparer.Ordinal);

    private readonly string[] _order = [.. start.Resources.Where(state => !state.Delete).Select(state => state.Urn)];
    private readonly Dictionary<string, int> _news = new(StringComparer.Ordinal);
    private readonly List<ResourceState> _settled = [];
    private readonly List<ResourceState> _condemned = [.. start.Resources.Where(state => state.Delete)];

    public ResourceState? FindOld(string urn)
    {
        lock (_lock)
        {
            return _olds.GetValueOrDefault(urn);
        }
    }

    /// <summary>The entry as this run left it so far; null when this run has not met it.</summary>
    public ResourceState? FindNew(string urn)
    {
        lock (_lock)
        {
            return _news.TryGetValue(urn, out var index) ? _settled[index] : null;
        }
    }

    /// <summary>A provider resource, wherever it stands now.</summary>
    public ResourceState? FindProvider(ProviderReference reference)
    {
        lock (_lock)
        {
            return start.Resources.Concat(_settled).LastOrDefault(state => state.Urn == reference.Urn && state.Id == reference.Id);
        }
    }

    /// <summary>Old entries that this run has not met, then the condemned.</summary>
    public IReadOnlyList<ResourceState> Leftovers()
    {
        lock (_lock)
        {
            return [.. Unmet(), .. _condemned];
        }
    }

    public Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        sink?.BeginAsync(operation, cancellationToken) ?? Task.CompletedTask;

    /// <summary>The step failed and changed nothing.</summary>
    public Task AbandonAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        sink?.EndAsync(operation, SnapshotChange.None, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Settles an entry: <paramref name="old"/> (null when there was none) is <paramref name="saved"/> now.</summary>
    public Task SettleAsync(PendingOperation? operation, ResourceState? old, ResourceState saved, CancellationToken cancellationToken) =>
        ChangeAsync(operation, old, saved, () =>
        {
            if (old is not null)
            {
                _olds.Remove(old.Urn);
                _condemned.Remove(old);
            }

            if (_news.TryGetValue(saved.Urn, out var index))
            {
                _settled[index] = saved;
            }
            else
            {
                _news[saved.Urn] = _settled.Count;
                _settled.Add(saved);
            }
        }, cancellationToken);

    /// <summary>Keeps an entry at hand that is unsettled still, in a changed form (refreshed, or deleted before its replacement).</summary>
    public Task AmendAsync(PendingOperation? operation, ResourceState old, ResourceState amended, CancellationToken cancellationToken) =>
        ChangeAsync(operation, old, amended, () => _olds[old.Urn] = amended, cancellationToken);

    /// <summary>Marks the old half of a replacement; the delete phase removes it.</summary>
    public Task CondemnAsync(ResourceState old, CancellationToken cancellationToken)
    {
        var condemned = old with { Delete = true };
        return ChangeAsync(null, old, condemned, () =>
        {
            _olds.Remove(old.Urn);
            _condemned.Add(condemned);
        }, cancellationToken);
    }

    /// <summary>Removes an entry.</summary>
    public Task RemoveAsync(PendingOperation? operation, ResourceState old, CancellationToken cancellationToken) =>
        ChangeAsync(operation, old, null, () =>
        {
            if (!_condemned.Remove(old) && ReferenceEquals(_olds.GetValueOrDefault(old.Urn), old))
            {
                _olds.Remove(old.Urn);
            }
        }, cancellationToken);

    private async Task ChangeAsync(
        PendingOperation? operation, ResourceState? old, ResourceState? saved, Action apply, CancellationToken cancellationToken)
    {
        // Saved first: whoever asks for the entry may already rely on it being durable.
        if (sink is not null && (operation is not null || old is null || saved is null || !StateComparer.Same(old, saved)))
        {
            await sink.EndAsync(operation, new SnapshotChange(old, saved), cancellationToken).ConfigureAwait(false);
        }

        lock (_lock)
        {
            apply();
        }
    }

    private IEnumerable<ResourceState> Unmet() => _order.Where(_olds.ContainsKey).Select(urn => _olds[urn]);
}
