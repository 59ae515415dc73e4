namespace HarnessCollab.Engine.State;

/// <summary>The content of a checkpoint: all resources in dependency order, and operations that were in flight when a run was killed.</summary>
public sealed record Snapshot(ImmutableArray<ResourceState> Resources, ImmutableArray<PendingOperation> PendingOperations)
{
    public static Snapshot Empty { get; } = new([], []);
}

/// <summary>An operation that has begun, its outcome unknown. <see cref="Type"/>: creating, updating, deleting, reading or importing.</summary>
public sealed record PendingOperation(ResourceState Resource, string Type)
{
    /// <summary>True for a creation: an object may exist that is not in the state.</summary>
    public bool IsCreation => Type == "creating";
}
