using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Tests.Schema;

/// <summary>What schema and pages say of the types of properties.</summary>
internal static class DeclaredTypes
{
    /// <summary>The types with a token of their own that these sets use, at any depth, each once.</summary>
    public static IEnumerable<NamedType> NamedIn(IEnumerable<PropertySet> sets) =>
        sets.SelectMany(set => set.All).SelectMany(property => NamedIn(property.Type)).DistinctBy(type => type.Token);

    /// <summary>The type's name in documentation tables.</summary>
    public static string DisplayName(PropertyType type) => type switch
    {
        NamedType named => named.Name,
        ListType list => $"{DisplayName(list.Item)}[]",
        MapType map => $"map of {DisplayName(map.Item)}",
        FlagType => "bool",
        NumberType => "number",
        DateType => "string (date)",
        TextType => "string",
        _ => throw new InvalidOperationException($"The pages have no name for {type.GetType().Name}."),
    };

    private static IEnumerable<NamedType> NamedIn(PropertyType type) => type switch
    {
        ObjectType fields => [fields, .. fields.Members.All.SelectMany(member => NamedIn(member.Type))],
        NamedType named => [named],
        ListType list => NamedIn(list.Item),
        MapType map => NamedIn(map.Item),
        _ => [],
    };
}
