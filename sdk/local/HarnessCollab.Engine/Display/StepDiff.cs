using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Steps;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Display;

/// <summary>What differs about a resource, by top-level property: as its provider said, else by comparing.</summary>
internal static class StepDiff
{
    /// <param name="step">With an old and a new state.</param>
    /// <param name="refresh">The new state is what was read, so outputs are compared.</param>
    public static SortedDictionary<string, ValueDiff> Of(StepMetadata step, bool refresh)
    {
        var (old, now) = (step.Old!, step.New!);
        if (step.DetailedDiff is null)
        {
            return refresh ? ValueDiff.OfMaps(old.Outputs, now.Outputs, unknowns: true) : ValueDiff.OfMaps(old.Inputs, now.Inputs, unknowns: true);
        }

        var result = new SortedDictionary<string, ValueDiff>(StringComparer.Ordinal);
        foreach (var (path, detail) in step.DetailedDiff)
        {
            var before = detail.InputDiff ? old.Inputs : old.Outputs;
            var after = refresh && !detail.InputDiff ? now.Outputs : now.Inputs;
            var parts = Split(path);
            if (parts.Count > 0)
            {
                result[parts[0]] = Insert(result.GetValueOrDefault(parts[0]), before.Find(parts[0]), after.Find(parts[0]), parts, 1, detail.Kind);
            }
        }

        return result;
    }

    /// <summary>The short form in a row: <c>[diff: +a~b,c]</c>, or empty.</summary>
    public static string Summary(StepMetadata step, bool refresh)
    {
        if (step.Old is null || step.New is null)
        {
            return "";
        }

        var diff = Of(step, refresh);
        if (step.Old.Protect != step.New.Protect)
        {
            diff["protect"] = new ValueDiff(PropertyValue.Of(step.Old.Protect), PropertyValue.Of(step.New.Protect));
        }

        if (step.Old.Provider.Length > 0 && step.New.Provider.Length > 0 && step.Old.Provider != step.New.Provider)
        {
            diff["provider"] = new ValueDiff(PropertyValue.Of(step.Old.Provider), PropertyValue.Of(step.New.Provider));
        }

        var groups = diff.GroupBy(entry => entry.Value.IsAdd ? '+' : entry.Value.IsDelete ? '-' : '~')
            .OrderBy(group => "+-~".IndexOf(group.Key, StringComparison.Ordinal))
            .Select(group => $"{group.Key}{string.Join(',', group.Select(entry => entry.Key))}");
        var text = string.Concat(groups);
        return text.Length == 0 ? "" : $"[diff: {text}]";
    }

    private static ValueDiff Insert(ValueDiff? existing, PropertyValue? old, PropertyValue? now, List<string> parts, int depth, string kind)
    {
        if (depth == parts.Count)
        {
            return kind.StartsWith("add", StringComparison.Ordinal) ? new ValueDiff(null, now ?? PropertyValue.Null)
                : kind.StartsWith("delete", StringComparison.Ordinal) ? new ValueDiff(old ?? PropertyValue.Null, null)
                : ValueDiff.Of(old, now, unknowns: true) ?? new ValueDiff(old ?? PropertyValue.Null, now ?? PropertyValue.Null) { Forced = true };
        }

        if (old?.Unwrap() is not (ObjectValue or ArrayValue) || now?.Unwrap() is not (ObjectValue or ArrayValue))
        {
            // The path goes into what cannot be entered, such as a secret: the whole differs.
            return new ValueDiff(old, now);
        }

        var members = existing?.Members ?? new SortedDictionary<string, ValueDiff>(StringComparer.Ordinal);
        members[parts[depth]] = Insert(members.GetValueOrDefault(parts[depth]), Child(old, parts[depth]), Child(now, parts[depth]), parts, depth + 1, kind);
        return new ValueDiff(old, now) { Members = members, IsArray = now is ArrayValue };
    }

    private static PropertyValue? Child(PropertyValue? value, string part) =>
        value?.AsObject() is { } map ? map.Find(part)
        : value?.AsArray() is { } list && part.StartsWith('[') && int.TryParse(part.AsSpan(1, part.Length - 2), out var index) && index < list.Count ? list[index]
        : null;

    // a.b[0]["c d"] to a, b, [0], c d
    private static List<string> Split(string path) =>
        PropertyPath.TryParse(path) is { } parts ? [.. parts.Select(part => part is int ? $"[{part}]" : (string)part)] : [path];
}
