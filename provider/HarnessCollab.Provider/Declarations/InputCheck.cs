using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// Checks given properties against their declaration: types, rules, names, required ones. What depends on several properties is the resource's own
/// business.
/// </summary>
internal static class InputCheck
{
    /// <summary>
    /// Returns the normalised properties that are in order, with secret marks; everything else is in <paramref name="problems"/>.
    /// Deterministic, and the same when applied twice.
    /// </summary>
    public static PropertyMap Run(PropertySet declared, PropertyMap given, CheckProblems problems)
    {
        var result = new List<KeyValuePair<string, PropertyValue>>(given.Count);
        foreach (var (name, value) in given)
        {
            // Names with two underscores belong to SDKs and the engine.
            if (name.StartsWith("__", StringComparison.Ordinal))
            {
                continue;
            }

            if (declared.Find(name) is not { } property)
            {
                var advice = declared.Nearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : $" There are {declared.Names()}.";
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
                // A mark that the program set is kept, whatever the declaration says.
                result.Add(new(name, value.ContainsSecrets ? PropertyValue.SecretOf(normalised) : property.Mark(normalised)));
            }
        }

        foreach (var property in declared.All.Where(property => property.Required))
        {
            if (given.Find(property.Name)?.Unwrap() is null or NullValue)
            {
                problems.Add(property, property.Name, ErrorCodes.Missing, "is required.", valueMayHoldSecret: true);
            }
        }

        return PropertyMap.From(result);
    }
}
