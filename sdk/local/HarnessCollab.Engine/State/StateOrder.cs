namespace HarnessCollab.Engine.State;

/// <summary>Orders entries by their references.</summary>
internal static class StateOrder
{
    /// <summary>Each entry once, after all entries that <paramref name="others"/> gives for it; of a circle one reference is ignored.</summary>
    public static IEnumerable<ResourceState> AfterOthers(IEnumerable<ResourceState> entries, Func<ResourceState, IEnumerable<ResourceState>> others)
    {
        var seen = new HashSet<ResourceState>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(ResourceState State, bool Ready)>();
        foreach (var entry in entries)
        {
            open.Push((entry, false));
            while (open.TryPop(out var item))
            {
                if (item.Ready)
                {
                    yield return item.State;
                }
                else if (seen.Add(item.State))
                {
                    open.Push((item.State, true));
                    foreach (var other in others(item.State))
                    {
                        open.Push((other, false));
                    }
                }
            }
        }
    }
}
