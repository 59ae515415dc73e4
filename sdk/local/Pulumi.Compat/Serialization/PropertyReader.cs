using System.Collections.Immutable;
using System.Reflection;
using HarnessCollab.Protocol.Values;

namespace Pulumi.Serialization;

/// <summary>
/// Reads one property into a type of the program. A secret or unknown anywhere inside makes the whole property secret or unknown.
/// What does not fit the type is left at its default and reported.
/// </summary>
internal sealed class PropertyReader
{
    private readonly Action<string> _warn;
    private bool _isKnown = true;
    private bool _isSecret;

    private PropertyReader(Action<string> warn) => _warn = warn;

    public static OutputData<object?> Read(PropertyValue property, Type type, string path, Action<string> warn)
    {
        var reader = new PropertyReader(warn);
        var value = reader.Read(property, type, path);
        return new(value, reader._isKnown, reader._isSecret, []);
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private object? Read(PropertyValue property, Type type, string path)
    {
        _isSecret |= property is SecretValue or OutputValue && property.ContainsSecrets;
        var value = property.Unwrap();
        if (value is UnknownValue)
        {
            _isKnown = false;
            return Default(type);
        }

        return value is NullValue ? Default(type) : ReadPlain(value, Nullable.GetUnderlyingType(type) ?? type, path);
    }

    private object? ReadPlain(PropertyValue value, Type type, string path) => value switch
    {
        _ when type == typeof(object) => Natural(value, path),
        StringValue text when type == typeof(string) => text.Value,
        BoolValue flag when type == typeof(bool) => flag.Value,
        NumberValue number when type == typeof(double) => number.Value,
        NumberValue number when type == typeof(int) => (int)number.Value,
        NumberValue number when type.IsEnum && type.GetEnumUnderlyingType() == typeof(int) => Enum.ToObject(type, (int)number.Value),
        StringValue or NumberValue when type.IsDefined(typeof(EnumTypeAttribute)) =>
            EnumTypes.FromWire(Natural(value, path)!, type) ?? Mismatch(value, type, path),
        ArrayValue array when IsOf(type, typeof(ImmutableArray<>)) => ReadArray(array, type, path),
        ObjectValue map when IsOf(type, typeof(ImmutableDictionary<,>)) => ReadMap(map, type, path),
        ObjectValue map when type.IsDefined(typeof(OutputTypeAttribute)) => ReadObject(map.Members, type, path),
        _ => Mismatch(value, type, path),
    };

    private object ReadArray(ArrayValue array, Type type, string path)
    {
        var itemType = type.GenericTypeArguments[0];
        return Collections.Array(itemType, array.Items.Select((item, i) => Read(item, itemType, $"{path}[{i}]")));
    }

    private object? ReadMap(ObjectValue map, Type type, string path)
    {
        if (type.GenericTypeArguments[0] != typeof(string))
        {
            return Mismatch(map, type, path);
        }

        var valueType = type.GenericTypeArguments[1];
        return Collections.Map(valueType, Visible(map.Members).Select(entry => KeyValuePair.Create(entry.Key, Read(entry.Value, valueType, $"{path}.{entry.Key}"))));
    }

    private object ReadObject(PropertyMap members, Type type, string path)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(each => each.IsDefined(typeof(OutputConstructorAttribute)))
            ?? throw new RunException($"{type.Name} has no constructor with [{nameof(OutputConstructorAttribute)}].");
        return constructor.Invoke(
        [
            .. from parameter in constructor.GetParameters()
               let name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!
               select Read(members.Find(name) ?? PropertyValue.Null, parameter.ParameterType, $"{path}.{name}"),
        ]);
    }

    private object? Natural(PropertyValue value, string path) => value switch
    {
        StringValue text => text.Value,
        BoolValue flag => flag.Value,
        NumberValue number => number.Value,
        ArrayValue array => Collections.Array(typeof(object), array.Items.Select((item, i) => Read(item, typeof(object), $"{path}[{i}]"))),
        ObjectValue map => Collections.Map(
            typeof(object), Visible(map.Members).Select(entry => KeyValuePair.Create(entry.Key, Read(entry.Value, typeof(object), $"{path}.{entry.Key}")))),
        _ => Mismatch(value, typeof(object), path),
    };

    // Names that begin so belong to the engine and its tools.
    private static IEnumerable<KeyValuePair<string, PropertyValue>> Visible(PropertyMap members) =>
        members.Where(member => !member.Key.StartsWith("__", StringComparison.Ordinal));

    private object? Mismatch(PropertyValue value, Type type, string path)
    {
        // The kind, never the value: it may be a secret.
        _warn($"{path}: the provider answered a {value.GetType().Name}, which does not fit {type.Name}.");
        return Default(type);
    }
}
