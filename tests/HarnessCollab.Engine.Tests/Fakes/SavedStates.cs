using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Keeps what would be on disk. Each state that is saved has to be one that others can go on from.</summary>
internal sealed class SavedStates(Snapshot start)
{
    private bool _saving;

    public Snapshot Last { get; private set; } = start;

    public int Count { get; private set; }

    /// <summary>What each save changed: <c>begin creating name</c>, <c>end creating name</c>, <c>save name</c> for what was no operation.</summary>
    public List<string> Log { get; } = [];

    public async Task SaveAsync(Snapshot newest)
    {
        Assert.False(_saving, "two saves at once");
        _saving = true;
        AssertCanBeReadByOthers(newest);
        await Task.Yield();
        var ended = Last.PendingOperations.Where(operation => !IsIn(newest, operation)).ToList();
        Log.AddRange(newest.PendingOperations.Where(operation => !IsIn(Last, operation)).Select(operation => $"begin {Told(operation)}"));
        Log.AddRange(ended.Select(operation => $"end {Told(operation)}"));
        var before = Last.Resources.ToLookup(Key);
        Log.AddRange(newest.Resources
            .Where(state => ended.TrueForAll(operation => operation.Resource.Urn != state.Urn)
                && !before[Key(state)].Any(old => ResourceJson.Same(old, state)))
            .Select(state => $"save {state.Name}"));
        Last = newest;
        Count++;
        _saving = false;
    }

    /// <summary>As the Pulumi CLI does before it goes on: each name once, and nothing before what it needs.</summary>
    public static void AssertCanBeReadByOthers(Snapshot state)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var living = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in state.Resources)
        {
            Assert.All(resource.References(), urn => Assert.True(met.Contains(urn), $"{resource.Urn} stands before {urn}, or without it"));
            Assert.True(resource.Delete || living.Add(resource.Urn), $"{resource.Urn} twice");
            met.Add(resource.Urn);
        }
    }

    private static bool IsIn(Snapshot state, PendingOperation operation) => state.PendingOperations.Any(other => ReferenceEquals(other, operation));

    private static string Told(PendingOperation operation) => $"{operation.Type} {operation.Resource.Name}";

    private static (string Urn, string Id, bool Delete) Key(ResourceState state) => (state.Urn, state.Id, state.Delete);
}
