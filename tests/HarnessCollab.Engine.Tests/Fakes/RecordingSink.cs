using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Keeps the state as it would be on disk, and checks the discipline of the calls.</summary>
internal sealed class RecordingSink : ISnapshotSink
{
    private readonly Lock _lock = new();
    private readonly List<ResourceState> _resources;
    private readonly List<PendingOperation> _pending;

    public RecordingSink(Snapshot start)
    {
        _resources = [.. start.Resources];
        _pending = [.. start.PendingOperations];
    }

    /// <summary>Calls so far: <c>begin creating name</c>, <c>end creating name</c>, <c>save name</c>.</summary>
    public List<string> Log { get; } = [];

    public IReadOnlyList<PendingOperation> Pending => _pending;

    public IReadOnlyList<ResourceState> Resources => _resources;

    public Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Log.Add($"begin {operation.Type} {operation.Resource.Name}");
            _pending.Add(operation);
        }

        return Task.CompletedTask;
    }

    public Task EndAsync(PendingOperation? operation, SnapshotChange change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Log.Add(operation is null ? $"save {(change.Saved ?? change.Removed)!.Name}" : $"end {operation.Type} {operation.Resource.Name}");
            if (operation is not null)
            {
                Assert.True(_pending.Remove(operation), $"{operation.Type} {operation.Resource.Urn} ended, but had not begun");
            }

            if (change.Removed is { } removed)
            {
                Assert.Equal(1, _resources.RemoveAll(state => state.Urn == removed.Urn && state.Id == removed.Id && state.Delete == removed.Delete));
            }

            if (change.Saved is { } saved)
            {
                _resources.Add(saved);
            }
        }

        return Task.CompletedTask;
    }
}
