namespace HarnessCollab.Engine.Display;

/// <summary>One property path that differs, with its old and its new value; a value is null when there was or is none.</summary>
/// <param name="Differs">False for a path that is shown although it does not change.</param>
internal sealed record PropertyChange(string Path, PropertyValue? Old, PropertyValue? New, bool Differs = true)
{
    public char Mark => !Differs ? ' ' : Old is null ? '+' : New is null ? '-' : '~';

    /// <summary>The changes of a step: those that the provider named, else those found by comparing.</summary>
    /// <param name="step">A step with an old and a new state.</param>
    /// <param name="refresh">True when the new state was read from the object, so that outputs are compared.</param>
    public static IReadOnlyList<PropertyChange> Of(Step step, bool refresh)
    {
        var (old, now) = (step.Old!, step.New!);
        return step.Diff?.Detail is not { } details
            ? [.. Compare("", PropertyValue.Of(refresh ? old.Outputs : old.Inputs), PropertyValue.Of(refresh ? now.Outputs : now.Inputs))]
            : [.. from place in details
                  let before = place.Value.InputDiff ? old.Inputs : old.Outputs
                  let after = refresh && !place.Value.InputDiff ? now.Outputs : now.Inputs
                  from change in At(place.Key, place.Value.Kind, before, after)
                  select change];
    }

    /// <summary>The short form in a row: <c>[diff: +a~b,c]</c>; empty when nothing differs.</summary>
    public static string Summary(Step step, bool refresh)
    {
        if (step.Old is not { } old || step.New is not { } now)
        {
            return "";
        }

        IEnumerable<PropertyChange> changes =
        [
            .. Of(step, refresh),
            .. Compare("protect", PropertyValue.Of(old.Protect), PropertyValue.Of(now.Protect)),
            .. old.Provider.Length == 0 || now.Provider.Length == 0 ? []
                : Compare("provider", PropertyValue.Of(old.Provider), PropertyValue.Of(now.Provider)),
        ];
        var properties = from change in changes
                         let name = change.Path.Split('.', '[')[0]
                         orderby name
                         group name by name == change.Path ? change.Mark : '~' into names
                         orderby "+-~".IndexOf(names.Key, StringComparison.Ordinal)
                         select $"{names.Key}{string.Join(',', names.Distinct())}";
        var text = string.Concat(properties);
        return text.Length == 0 ? "" : $"[diff: {text}]";
    }

    /// <summary>A value in one line.</summary>
    public static string Text(PropertyValue? value, bool showSecrets) => value switch
    {
        SecretValue secret when showSecrets => Text(secret.Value, showSecrets),
        StringValue => SecretForms.Json(value, indented: false, showSecrets: true),
        ArrayValue array => $"[{string.Join(", ", array.Items.Select(item => Text(item, showSecrets)))}]",
        ObjectValue map => $"{{{string.Join(", ", map.Members.Select(member => $"{member.Key}: {Text(member.Value, showSecrets)}"))}}}",
        _ => value?.ToString() ?? "",
    };

    private static IEnumerable<PropertyChange> At(string path, string kind, PropertyMap before, PropertyMap after)
    {
        var (old, now) = (Find(before, path) ?? PropertyValue.Null, Find(after, path) ?? PropertyValue.Null);
        var changes = kind.StartsWith("add", StringComparison.Ordinal) ? [new(path, null, now)]
            : kind.StartsWith("delete", StringComparison.Ordinal) ? [new(path, old, null)]
            : Compare(path, old, now).ToList();

        // The provider reports a difference that the shown values do not have, for example between two secrets.
        return changes.Count > 0 ? changes : [new(path, old, now)];
    }

    private static IEnumerable<PropertyChange> Compare(string path, PropertyValue? old, PropertyValue? now) => (old, now) switch
    {
        _ when Equals(old, now) => [],
        (ObjectValue before, ObjectValue after) => before.Members.Keys.Union(after.Members.Keys).Order(StringComparer.Ordinal)
            .SelectMany(name => Compare(PropertyPaths.Member(path, name), before.Members.Find(name), after.Members.Find(name))),
        (ArrayValue before, ArrayValue after) => Enumerable.Range(0, Math.Max(before.Items.Length, after.Items.Length))
            .SelectMany(i => Compare(PropertyPaths.Item(path, i), before.Items.ElementAtOrDefault(i), after.Items.ElementAtOrDefault(i))),
        _ => [new(path, old, now)],
    };

    // A path that leads into a secret ends there.
    private static PropertyValue? Find(PropertyMap map, string path) =>
        (PropertyPath.TryParse(path) ?? [path]).Aggregate((PropertyValue?)PropertyValue.Of(map), (value, part) => (value, part) switch
        {
            (ObjectValue members, string name) => members.Members.Find(name),
            (ArrayValue items, int index) => items.Items.ElementAtOrDefault(index),
            _ => value,
        });
}
