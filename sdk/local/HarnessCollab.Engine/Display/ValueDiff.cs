using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Display;

/// <summary>How two values differ. An object or array that differs inside has <see cref="Members"/>, keyed by name or index.</summary>
internal sealed record ValueDiff(PropertyValue? Old, PropertyValue? New)
{
    /// <summary>The differences inside, and for arrays what stayed the same; null for a difference as a whole.</summary>
    public SortedDictionary<string, ValueDiff>? Members { get; init; }

    public bool IsArray { get; init; }

    public bool IsAdd => Old is null && Members is null;

    public bool IsDelete => New is null && Members is null;

    /// <summary>The provider says that it differs, though it looks the same: a secret.</summary>
    public bool Forced { get; init; }

    public bool IsSame => !Forced && Members is null && Old is not null && Equals(Old, New);

    /// <summary>The members that differ.</summary>
    /// <param name="unknowns">What is not known now counts as different.</param>
    public static SortedDictionary<string, ValueDiff> OfMaps(PropertyMap old, PropertyMap now, bool unknowns)
    {
        var result = new SortedDictionary<string, ValueDiff>(StringComparer.Ordinal);
        foreach (var name in old.Keys.Union(now.Keys))
        {
            if (Of(old.Find(name), now.Find(name), unknowns) is { } diff)
            {
                result[name] = diff;
            }
        }

        return result;
    }

    /// <summary>The difference of two values, or null.</summary>
    public static ValueDiff? Of(PropertyValue? old, PropertyValue? now, bool unknowns)
    {
        if (old is not null && now is not null && ((now is UnknownValue && !unknowns) || old.Equals(now)))
        {
            return null;
        }

        switch (old, now)
        {
            case (ObjectValue before, ObjectValue after):
                var members = OfMaps(before.Members, after.Members, unknowns);
                return members.Count == 0 ? null : new ValueDiff(old, now) { Members = members };
            case (ArrayValue before, ArrayValue after):
                return OfArrays(before, after, unknowns);
            default:
                return new ValueDiff(old, now);
        }
    }

    private static ValueDiff? OfArrays(ArrayValue old, ArrayValue now, bool unknowns)
    {
        var members = new SortedDictionary<string, ValueDiff>(Comparer<string>.Create((a, b) => Index(a).CompareTo(Index(b))));
        for (var i = 0; i < Math.Max(old.Items.Length, now.Items.Length); i++)
        {
            var before = i < old.Items.Length ? old.Items[i] : null;
            var after = i < now.Items.Length ? now.Items[i] : null;
            members[$"[{i}]"] = Of(before, after, unknowns) ?? new ValueDiff(after, after);
        }

        return members.Values.All(member => member.IsSame) ? null : new ValueDiff(old, now) { Members = members, IsArray = true };
    }

    private static int Index(string key) => int.Parse(key.AsSpan(1, key.Length - 2), provider: null);
}
