namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// The one declaration of a property. Schema, decoding, checks, secret marks, the default diff and the tables of the registry pages use it.
/// </summary>
internal abstract class Property
{
    private protected Property(string name, PropertyType type, string description)
    {
        Name = name;
        Type = type;
        Description = description;
    }

    public string Name { get; }

    public PropertyType Type { get; }

    /// <summary>One or more sentences: meaning, limits, default.</summary>
    public string Description { get; }

    /// <summary>As an input: must be given. As an output: always present.</summary>
    public bool Required { get; init; }

    /// <summary>Never shown, and encrypted in the state; we mark it secret even if the program passes plain text.</summary>
    public bool Secret { get; init; }

    public ChangeEffect OnChange { get; init; }

    /// <summary>As an input: whether a store supports it; other stores refuse it. Null = all stores do.</summary>
    public Func<StoreCapabilities, bool>? Stores { get; init; }

    /// <summary>As an input: an empty value has a meaning. Otherwise an empty value is not kept, and is the same as no value.</summary>
    public bool EmptyCounts { get; init; }

    /// <summary>
    /// The environment variable that can give the value instead. Messages and pages name it; its value is not copied into the state.
    /// </summary>
    public string? EnvironmentVariable { get; init; }

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
internal sealed class Property<T> : Property
{
    private readonly Func<PropertyValue, T> _read;
    private readonly Func<T, PropertyValue> _write;

    internal Property(string name, PropertyType type, string description, Func<PropertyValue, T> read, Func<T, PropertyValue> write)
        : base(name, type, description)
    {
        _read = read;
        _write = write;
    }

    /// <summary>Reads a checked value.</summary>
    public Planned<T> Read(PropertyMap values)
    {
        if (values.Find(Name) is not { } value || value is NullValue)
        {
            return Planned<T>.Absent;
        }

        var plain = value.Unwrap();
        return plain switch
        {
            UnknownValue => Planned<T>.Unknown,
            NullValue => Planned<T>.Absent,
            _ => Planned<T>.Known(_read(plain)),
        };
    }

    public PropertyValue Write(T value) => Mark(_write(value));

    public override Property AsOptional() => new Property<T>(Name, Type, Description, _read, _write) { Secret = Secret };

    public override Property AsResult(string description) => new Property<T>(Name, Type, description, _read, _write) { Required = Required };
}
