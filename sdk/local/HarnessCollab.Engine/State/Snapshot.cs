namespace HarnessCollab.Engine.State;

/// <summary>What the checkpoint says: all resources in dependency order, and operations that were in flight when a run ended by force.</summary>
public sealed record Snapshot(ImmutableArray<ResourceState> Resources, ImmutableArray<PendingOperation> PendingOperations)
{
    public static Snapshot Empty { get; } = new([], []);
}

/// <summary>An operation that was begun and whose end is not known. <see cref="Type"/>: creating, updating, deleting, reading or importing.</summary>
public sealed record PendingOperation(ResourceState Resource, string Type)
{
    /// <summary>Of a creation there may be an object that no state knows.</summary>
    public bool IsCreation => Type == "creating";
}
