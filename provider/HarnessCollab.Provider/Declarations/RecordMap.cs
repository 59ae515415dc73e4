namespace HarnessCollab.Provider.Declarations;

/// <summary>How functions and commands show a stored value.</summary>
/// <param name="Label">The label before the value, for people.</param>
/// <param name="Description">The description of the result in the schema.</param>
internal sealed record Told(string Label, string Description);

/// <summary>A plain input, and the place of its value in a record.</summary>
/// <param name="Property">The input.</param>
/// <param name="Write">Gets the value from the fields of a record; null when there is none. A collection can be empty.</param>
/// <param name="Read">Sets the value in the fields from the inputs.</param>
internal sealed record Binding<TFields>(Property Property, Func<TFields, PropertyValue?> Write, Func<TFields, PropertyMap, TFields> Read)
{
    /// <summary>How the value is shown as a result; null when no function returns such records.</summary>
    public Told? Told { get; init; }

    /// <summary>The input identifies the object: a refresh keeps it as the program has it.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Which stores keep the value; with other stores only the state has it. Null = all stores keep it.</summary>
    public Func<StoreCapabilities, bool>? IsKept { get; init; }
}

/// <summary>
/// The inputs of a resource that a record keeps, and their places in it. The record of a write, the inputs of a read, and the results of functions
/// and commands are derived from it.
/// </summary>
internal sealed class RecordMap<TFields>
{
    private readonly List<Binding<TFields>> _bindings = [];

    /// <summary>All bindings, in the order of their declaration.</summary>
    public IReadOnlyList<Binding<TFields>> All => _bindings;

    /// <summary>Declares the place of a property in a record.</summary>
    public Property<T> Bind<T>(
        Property<T> property, Func<TFields, T?> get, Func<TFields, T?, TFields> with, Told? told = null, bool isIdentity = false)
        where T : class
    {
        _bindings.Add(new(
            property,
            fields => get(fields) is { } value ? property.Write(value) : null,
            (fields, inputs) => with(fields, property.Read(inputs).Or(null))) { Told = told, IsIdentity = isIdentity });
        return property;
    }

    /// <inheritdoc cref="Bind{T}(Property{T}, Func{TFields, T}, Func{TFields, T, TFields}, Told, bool)" />
    public Property<T> Bind<T>(
        Property<T> property, Func<TFields, T?> get, Func<TFields, T?, TFields> with, Told? told = null, Func<StoreCapabilities, bool>? isKept = null)
        where T : struct
    {
        _bindings.Add(new(
            property,
            fields => get(fields) is { } value ? property.Write(value) : null,
            (fields, inputs) => with(fields, property.Read(inputs) is { IsKnown: true, Value: var value } ? value : null))
        {
            Told = told,
            IsKept = isKept,
        });
        return property;
    }

    /// <summary>The fields with the values of the inputs.</summary>
    public TFields ToFields(TFields blank, PropertyMap inputs) => _bindings.Aggregate(blank, (fields, binding) => binding.Read(fields, inputs));

    /// <summary>The inputs for an object that was found in a store. Inputs that a record does not keep are as the program has them.</summary>
    /// <param name="declared">All declared inputs.</param>
    /// <param name="olds">The inputs of the program: values that it marked secret stay secret.</param>
    /// <param name="own">Inputs that the resource itself computes; null leaves one out.</param>
    public PropertyMap ToInputs(
        PropertySet declared, TFields fields, PropertyMap olds, StoreCapabilities store, IReadOnlyDictionary<Property, PropertyValue?> own)
    {
        var kept = _bindings
            .Where(binding => !binding.IsIdentity && binding.IsKept?.Invoke(store) != false)
            .ToDictionary(binding => binding.Property);
        return PropertyMap.From(
            from property in declared.All
            let old = olds.Find(property.Name)
            let found = own.TryGetValue(property, out var special) ? special
                : kept.TryGetValue(property, out var binding) ? AsSpelled(binding.Write(fields), old)
                : old
            where found is not null
            let losesMark = old is SecretValue && found is not SecretValue
            select KeyValuePair.Create(property.Name, losesMark ? PropertyValue.SecretOf(found) : found));
    }

    // An empty collection is left out. Lists in a record are sets, so the order of the program is kept when it has the same items.
    private static PropertyValue? AsSpelled(PropertyValue? found, PropertyValue? old) => found switch
    {
        ArrayValue { Items.IsEmpty: true } or ObjectValue { Members.Count: 0 } => null,
        ArrayValue { Items: var items } when old?.Unwrap() is ArrayValue { ContainsUnknowns: false, Items: var known }
            && SetOf(known).SequenceEqual(SetOf(items)) => old.Unwrap(),
        _ => found,
    };

    private static IEnumerable<string?> SetOf(IEnumerable<PropertyValue> items) =>
        items.Select(item => item.AsString()).Distinct().Order(StringComparer.Ordinal);
}
