using HarnessCollab.Protocol.Values;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Declarations;

/// <summary>
/// The one declaration of a property. Schema, decoding, checking, secret marks, the default diff and the tables of the registry
/// pages are made from it.
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

    /// <summary>As an input: must be given. As an output: is always there.</summary>
    public bool Required { get; init; }

    /// <summary>Never shown, encrypted in state; marked by us even when the program passes it as plain text.</summary>
    public bool Secret { get; init; }

    public ChangeEffect OnChange { get; init; }

    /// <summary>As an input: which stores know such a thing, and others refuse it; null = all do.</summary>
    public Func<StoreCapabilities, bool>? Stores { get; init; }

    /// <summary>As an input: an empty value says something. Elsewhere it is kept nowhere, and the same as none.</summary>
    public bool EmptyCounts { get; init; }

    /// <summary>The environment variable that may give the value instead; named in texts and pages, not copied into state.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>The same where it may be left out.</summary>
    public abstract Property AsOptional();

    /// <summary>The same as a result: with a text of its own, and without what only inputs have.</summary>
    public abstract Property AsResult(string description);

    /// <summary>The wire form of a value as it is stored and returned: marked secret when the property is.</summary>
    public PropertyValue Mark(PropertyValue value) => Secret ? PropertyValue.SecretOf(value) : value;

    /// <summary>
    /// A value as it came, with marks where this declaration, or one of a member, calls for them. What is not known yet is left alone: it tells
    /// nothing.
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

/// <summary>A property whose known values are read as <typeparamref name="T"/>.</summary>
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
