namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// The declared properties of a resource, a nested object, a function or the provider's configuration, in the order of their declaration.
/// </summary>
internal sealed class PropertySet
{
    // A longer text is no misspelt name.
    private const int LongestMisspelt = 64;

    private readonly List<Property> _properties = [];
    private readonly Dictionary<string, Property> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<Property> All => _properties;

    public Property? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The names as a part of a sentence: "a, b and c".</summary>
    public string Names() => _properties switch
    {
        [] => "none",
        [var only] => only.Name,
        _ => $"{string.Join(", ", _properties.SkipLast(1).Select(property => property.Name))} and {_properties[^1].Name}",
    };

    /// <summary>The declared name most similar to a misspelt one, or null.</summary>
    public string? Nearest(string name) => _properties
        .Where(_ => name.Length <= LongestMisspelt)
        .Select(property => (property.Name, Distance: EditDistance.Between(name.ToLowerInvariant(), property.Name.ToLowerInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(2, name.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary>The received values; those that are declared secret are marked so, whatever the sender did.</summary>
    public PropertyMap MarkSecrets(PropertyMap given) =>
        PropertyMap.From(given.Select(entry => KeyValuePair.Create(entry.Key, Find(entry.Key)?.MarkSecrets(entry.Value) ?? entry.Value)));

    /// <summary>Adds a property of another set, so that two sets share one declaration.</summary>
    public Property<T> Add<T>(Property<T> property)
    {
        AddDeclared(property);
        return property;
    }

    /// <inheritdoc cref="Add{T}" />
    public void AddDeclared(Property property)
    {
        _properties.Add(property);
        _byName.Add(property.Name, property);
    }

    public Property<string> Text(
        string name, string description, TextRule? rule = null, bool required = false, bool secret = false,
        bool replaces = false, string? environment = null, Func<StoreCapabilities, bool>? stores = null,
        bool emptyCounts = false) =>
        Add(new Property<string>(name, new TextType(rule), description, value => ((StringValue)value).Value, PropertyValue.Of)
        {
            Required = required,
            Secret = secret,
            Replaces = replaces,
            EnvironmentVariable = environment,
            Stores = stores,
            EmptyCounts = emptyCounts,
        });

    public Property<bool> Flag(string name, string description, bool required = false, Func<StoreCapabilities, bool>? stores = null) =>
        Add(new Property<bool>(name, new FlagType(), description, value => ((BoolValue)value).Value, PropertyValue.Of)
        {
            Required = required,
            Stores = stores,
        });

    public Property<double> Number(string name, string description, double minimum, double maximum, string unit, bool required = false) =>
        Add(new Property<double>(name, new NumberType(minimum, maximum, unit), description, value => ((NumberValue)value).Value, PropertyValue.Of)
        {
            Required = required,
        });

    public Property<DateOnly> Date(string name, string description) =>
        Add(new Property<DateOnly>(
            name, new DateType(), description, value => DateType.Read(((StringValue)value).Value), date => PropertyValue.Of(DateType.Write(date))));

    public Property<string> Choice(
        string name, string description, ChoiceType type, bool required = false, string? environment = null,
        Func<StoreCapabilities, bool>? stores = null) =>
        Add(new Property<string>(name, type, description, value => ((StringValue)value).Value, PropertyValue.Of)
        {
            Required = required,
            EnvironmentVariable = environment,
            Stores = stores,
        });

    public Property<ImmutableArray<string>> TextList(
        string name, string description, TextRule? rule = null, Func<StoreCapabilities, bool>? stores = null) =>
        Add(new Property<ImmutableArray<string>>(
            name, new ListType(new TextType(rule)), description,
            value => [.. ((ArrayValue)value).Items.Select(item => item.AsString()).OfType<string>()],
            items => PropertyValue.Of(items)) { Stores = stores });

    public Property<ImmutableSortedDictionary<string, string>> TextMap(
        string name, string description, Func<StoreCapabilities, bool>? stores = null) =>
        Add(new Property<ImmutableSortedDictionary<string, string>>(
            name, new MapType(new TextType()), description,
            value => ((ObjectValue)value).Members
                .Where(member => member.Value.AsString() is not null)
                .ToImmutableSortedDictionary(member => member.Key, member => member.Value.AsString()!, StringComparer.Ordinal),
            map => PropertyValue.Of(PropertyMap.From(map.Select(entry => KeyValuePair.Create(entry.Key, PropertyValue.Of(entry.Value))))))
        {
            Stores = stores,
        });

    public Property<PropertyMap> Nested(
        string name, string description, ObjectType type, bool required = false, bool secret = false, bool emptyCounts = false) =>
        Add(new Property<PropertyMap>(name, type, description, value => ((ObjectValue)value).Members, PropertyValue.Of)
        {
            Required = required,
            Secret = secret,
            EmptyCounts = emptyCounts,
        });

    public Property<ImmutableArray<PropertyMap>> NestedList(string name, string description, ObjectType type, bool required = false) =>
        Add(new Property<ImmutableArray<PropertyMap>>(
            name, new ListType(type), description,
            value => [.. ((ArrayValue)value).Items.Select(item => item.AsObject()).OfType<PropertyMap>()],
            items => PropertyValue.Of(items.Select(PropertyValue.Of))) { Required = required });
}
