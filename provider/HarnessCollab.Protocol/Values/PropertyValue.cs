namespace HarnessCollab.Protocol.Values;

/// <summary>
/// One value of a Pulumi property, as engine, plugin and program exchange it in a <c>google.protobuf.Struct</c>, with a type of its own for
/// each of Pulumi's kinds (secret, unknown, asset, …). Immutable; equality is deep, and a secret never equals its plain value.
/// </summary>
public abstract record PropertyValue
{
    private protected PropertyValue()
    {
    }

    /// <summary>The null of the wire: present, but without a value.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is not known before the update, as in a preview.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    public static PropertyValue Of(bool value) => value ? BoolValue.True : BoolValue.False;

    public static PropertyValue Of(double value) => new NumberValue(value);

    public static PropertyValue Of(string value) => new StringValue(value);

    public static PropertyValue Of(PropertyMap value) => new ObjectValue(value);

    public static PropertyValue Of(IEnumerable<PropertyValue> items) => new ArrayValue([.. items]);

    public static PropertyValue Of(IEnumerable<string> items) => new ArrayValue([.. items.Select(Of)]);

    /// <summary>Marks a value as secret; a secret stays as it is.</summary>
    public static PropertyValue SecretOf(PropertyValue value) => value is SecretValue ? value : new SecretValue(value);

    public static PropertyValue SecretOf(string value) => new SecretValue(Of(value));

    /// <summary>True when this value, or a value inside it, is unknown.</summary>
    public bool ContainsUnknowns => this switch
    {
        UnknownValue => true,
        OutputValue output => output.Value is null || output.Value.ContainsUnknowns,
        SecretValue secret => secret.Value.ContainsUnknowns,
        ArrayValue array => array.Items.Any(item => item.ContainsUnknowns),
        ObjectValue map => map.Members.Values.Any(member => member.ContainsUnknowns),
        ResourceReferenceValue { Id: { } id } => id.ContainsUnknowns,
        _ => false,
    };

    /// <summary>True when this value, or a value inside it, is secret.</summary>
    public bool ContainsSecrets => this switch
    {
        SecretValue => true,
        OutputValue output => output.IsSecret || output.Value is { ContainsSecrets: true },
        ArrayValue array => array.Items.Any(item => item.ContainsSecrets),
        ObjectValue map => map.Members.Values.Any(member => member.ContainsSecrets),
        _ => false,
    };

    /// <summary>The value without its outer secret and output wrappers; an output without a value becomes <see cref="Unknown"/>.</summary>
    public PropertyValue Unwrap()
    {
        var value = this;
        while (true)
        {
            switch (value)
            {
                case SecretValue secret:
                    value = secret.Value;
                    break;
                case OutputValue output:
                    value = output.Value ?? Unknown;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The text, when this is a string inside any secret or output wrappers; otherwise null.</summary>
    public string? AsString() => (Unwrap() as StringValue)?.Value;

    /// <summary>The flag, when this is a bool inside any secret or output wrappers; otherwise null.</summary>
    public bool? AsBool() => (Unwrap() as BoolValue)?.Value;

    /// <summary>The number, when this is a number inside any secret or output wrappers; otherwise null.</summary>
    public double? AsNumber() => (Unwrap() as NumberValue)?.Value;

    /// <summary>The members, when this is an object inside any secret or output wrappers; otherwise null.</summary>
    public PropertyMap? AsObject() => (Unwrap() as ObjectValue)?.Members;

    /// <summary>The items, when this is an array inside any secret or output wrappers; otherwise null.</summary>
    public IReadOnlyList<PropertyValue>? AsArray() => (Unwrap() as ArrayValue)?.Items;
}
