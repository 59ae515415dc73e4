namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// The one declaration of a property. Schema, decoding, checks, secret marks, the default diff and the tables of the registry pages use it.
/// </summary>
internal abstract class Property(string name, PropertyType type, string description)
{
    public string Name { get; } = name;

    public PropertyType Type { get; } = type;

    /// <summary>One or more sentences: meaning, limits, default.</summary>
    public string Description { get; } = description;

    /// <summary>As an input: must be given. As an output: always present.</summary>
    public bool Required { get; init; }

    /// <summary>Never shown, and encrypted in the state; we mark it secret even if the program passes plain text.</summary>
    public bool Secret { get; init; }

    /// <summary>As an input: a change replaces the object instead of updating it in place.</summary>
    public bool Replaces { get; init; }

    /// <summary>As an input: whether a store supports it; other stores refuse it. Null = all stores do.</summary>
    public Func<StoreCapabilities, bool>? Stores { get; init; }

    /// <summary>As an input: an empty value has a meaning. Otherwise an empty value is not kept, and is the same as no value.</summary>
    public bool EmptyCounts { get; init; }

    /// <summary>
    /// The environment variable that can give the value instead. Messages and pages name it; its value is not copied into the state.
    /// </summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>Those of these texts that there are, under the names of their properties.</summary>
    public static IEnumerable<KeyValuePair<string, PropertyValue>> Present(params IEnumerable<(Property<string> Property, string? Value)> texts) =>
        from text in texts
        where text.Value is not null
        select KeyValuePair.Create(text.Property.Name, text.Property.Write(text.Value));

    /// <summary>The same property, but optional.</summary>
    public abstract Property AsOptional();

    /// <summary>The same property as a result: with its own description, and without everything that only concerns inputs.</summary>
    public abstract Property AsResult(string description);

    /// <summary>A value in the form in which it is stored and returned: marked secret if the property is.</summary>
    public PropertyValue Mark(PropertyValue value) => Secret ? PropertyValue.SecretOf(value) : value;

    /// <summary>
    /// Marks a received value, or members of it, as secret if the declaration says so. An unknown value reveals nothing and stays as it is.
    /// </summary>
    public PropertyValue MarkSecrets(PropertyValue value) => value switch
    {
        SecretValue => value,
        _ when value.Unwrap() is UnknownValue or NullValue => value,
        _ when Secret => PropertyValue.SecretOf(value),
        ObjectValue { Members: var members } when Type is ObjectType type => PropertyValue.Of(type.Members.MarkSecrets(members)),
        _ => value,
    };
}

/// <summary>A property whose known values have the type <typeparamref name="T"/>.</summary>
internal sealed class Property<T>(string name, PropertyType type, string description, Func<PropertyValue, T> read, Func<T, PropertyValue> write)
    : Property(name, type, description)
{
    /// <summary>Reads a checked value.</summary>
    public Planned<T> Read(PropertyMap values) => values.Find(Name)?.Unwrap() switch
    {
        null or NullValue => Planned<T>.Absent,
        UnknownValue => Planned<T>.Unknown,
        { } plain => Planned<T>.Known(read(plain)),
    };

    public PropertyValue Write(T value) => Mark(write(value));

    public override Property AsOptional() => new Property<T>(Name, Type, Description, read, write) { Secret = Secret };

    public override Property AsResult(string description) => new Property<T>(Name, Type, description, read, write) { Required = Required };
}
