namespace HarnessCollab.Engine.State;

/// <summary>Where a running operation saves state, step by step. Implementations make each call durable before it returns, and allow concurrent calls.</summary>
public interface ISnapshotSink
{
    /// <summary>A step that changes something outside is about to begin.</summary>
    Task BeginAsync(PendingOperation operation, CancellationToken cancellationToken);

    /// <summary>
    /// The step ended: <paramref name="operation"/> is no longer pending (when it was), and the snapshot changed.
    /// A failed step passes the snapshot as it was before.
    /// </summary>
    Task EndAsync(PendingOperation? operation, SnapshotChange change, CancellationToken cancellationToken);
}

/// <summary>What one step changed. <see cref="Removed"/> and <see cref="Saved"/> are told apart by URN, id and the delete mark.</summary>
/// <param name="Removed">The old entry that goes, or null.</param>
/// <param name="Saved">The entry that is there now (after everything that was saved before it), or null.</param>
public sealed record SnapshotChange(ResourceState? Removed, ResourceState? Saved)
{
    public static SnapshotChange None { get; } = new(null, null);
}
