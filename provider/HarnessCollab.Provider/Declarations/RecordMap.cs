using HarnessCollab.Protocol.Values;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Declarations;

/// <summary>How a stored value is told of outside its resource: by functions, and by commands.</summary>
/// <param name="Label">What people read before it.</param>
/// <param name="Description">What the schema says of it as a result.</param>
internal sealed record Told(string Label, string Description);

/// <summary>A plain input and where a record keeps it.</summary>
/// <param name="Property">The input.</param>
/// <param name="Write">What the record holds, as a value; null when it holds nothing. A collection may be empty.</param>
/// <param name="Read">The fields with what the inputs say.</param>
internal sealed record Binding<TFields>(
    Property Property, Func<TFields, PropertyValue?> Write, Func<TFields, PropertyMap, TFields> Read)
{
    /// <summary>How it is told of as a result; null where no function returns such records.</summary>
    public Told? Told { get; init; }

    /// <summary>It says which object this is: a refresh leaves it as the program has it.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Which stores keep it, while of others only state knows it; null = all do.</summary>
    public Func<StoreCapabilities, bool>? IsKept { get; init; }
}

/// <summary>
/// Which inputs of a resource a record keeps, and where. From it come the record of a write, the inputs of a read, and the results of functions and
/// commands.
/// </summary>
internal sealed class RecordMap<TFields>
{
    private readonly List<Binding<TFields>> _bindings = [];

    /// <summary>In the order of their declaration.</summary>
    public IReadOnlyList<Binding<TFields>> All => _bindings;

    /// <summary>Says where a record keeps a property.</summary>
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
        Property<T> property,
        Func<TFields, T?> get,
        Func<TFields, T?, TFields> with,
        Told? told = null,
        Func<StoreCapabilities, bool>? isKept = null)
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

    /// <summary>Fields with all that the inputs say.</summary>
    public TFields ToFields(TFields blank, PropertyMap inputs) => _bindings.Aggregate(blank, (fields, binding) => binding.Read(fields, inputs));

    /// <summary>What was found in a store, as inputs. What a record does not keep is as the program has it.</summary>
    /// <param name="declared">The inputs that there are.</param>
    /// <param name="olds">What the program has: what it marked secret stays so.</param>
    /// <param name="own">What the resource itself says of some; null leaves one out.</param>
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

    // What is empty is not there. The lists of a record are sets: the order of the program is as good as the store's.
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
