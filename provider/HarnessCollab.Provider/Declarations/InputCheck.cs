namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// Checks given properties against their declaration: types, rules, names, required properties. Each resource itself checks rules about several
/// properties.
/// </summary>
internal static class InputCheck
{
    /// <summary>
    /// Returns the valid properties, normalised and with secret marks; adds all problems to <paramref name="problems"/>. Deterministic, and
    /// idempotent.
    /// </summary>
    public static PropertyMap Run(PropertySet declared, PropertyMap given, CheckProblems problems)
    {
        var result = new List<KeyValuePair<string, PropertyValue>>(given.Count);
        foreach (var (name, value) in given)
        {
            // Names with two leading underscores belong to SDKs and the engine.
            if (name.StartsWith("__", StringComparison.Ordinal))
            {
                continue;
            }

            if (declared.Find(name) is not { } property)
            {
                var advice = declared.Nearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : $" The properties are {declared.Names()}.";
                problems.Add(ErrorCodes.UnknownProperty, $"{problems.Subject} has no property {TextProblems.Quote(name)}.{advice}");
                continue;
            }

            var plain = value.Unwrap();
            if (plain is NullValue)
            {
                continue;
            }

            var normalised = plain is UnknownValue
                ? plain
                : property.Type.Check(plain, new CheckPath(problems, property, name, value.ContainsSecrets));
            if (normalised is not null)
            {
                // A secret mark of the program is kept, whatever the declaration says.
                result.Add(new(name, value.ContainsSecrets ? PropertyValue.SecretOf(normalised) : property.Mark(normalised)));
            }
        }

        foreach (var property in declared.All.Where(property => property.Required))
        {
            if (given.Find(property.Name)?.Unwrap() is null or NullValue)
            {
                problems.Add(property, ErrorCodes.Missing, "is required.", valueMayHoldSecret: true);
            }
        }

        return PropertyMap.From(result);
    }

    /// <summary>
    /// The inputs without empty ones. Stores do not keep an empty text, list or map, so it is missing when read back, and must not look like a
    /// change.
    /// </summary>
    public static PropertyMap WithoutEmpty(PropertySet declared, PropertyMap checkedInputs) => PropertyMap.From(
        checkedInputs.Where(input => declared.Find(input.Key) is { EmptyCounts: true } || !IsEmpty(input.Value.Unwrap())));

    /// <summary>The given properties that the store does not support, and their paths. Unknown values are not reported.</summary>
    public static IEnumerable<(Property Property, string Path)> Unfit(PropertySet declared, PropertyMap checkedInputs, StoreCapabilities store) =>
        from input in checkedInputs
        let property = declared.Find(input.Key)
        where property is not null
        let value = input.Value.Unwrap()
        from unfit in property.Stores?.Invoke(store) != false ? UnfitMembers(property, value, store)
            : value is UnknownValue or BoolValue { Value: false } || IsEmpty(value) ? []
            : [(property, property.Name)]
        select unfit;

    private static IEnumerable<(Property Property, string Path)> UnfitMembers(Property property, PropertyValue value, StoreCapabilities store) =>
        property.Type is ObjectType type && value is ObjectValue { Members: var members }
            ? Unfit(type.Members, members, store).Select(unfit => (unfit.Property, $"{property.Name}.{unfit.Path}"))
            : [];

    private static bool IsEmpty(PropertyValue value) =>
        value is StringValue { Value: "" } or ArrayValue { Items.IsEmpty: true } or ObjectValue { Members.Count: 0 };
}
