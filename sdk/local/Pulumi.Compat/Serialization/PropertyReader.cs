using System.Reflection;

namespace Pulumi;

/// <summary>
/// Reads one property into a type of the program. A secret or unknown anywhere inside makes the whole property secret or unknown.
/// A value that does not fit its type is reported, and the type's default is used.
/// </summary>
internal sealed class PropertyReader
{
    private readonly Resource? _resource;
    private bool _isKnown = true;
    private bool _isSecret;

    private PropertyReader(Resource? resource) => _resource = resource;

    /// <param name="resource">The resource with which messages are shown.</param>
    /// <param name="resources">The resources that the value came from.</param>
    public static OutputData<T> Read<T>(PropertyValue property, string path, Resource? resource, ImmutableHashSet<Resource> resources)
    {
        var reader = new PropertyReader(resource);
        var value = reader.Read(property, typeof(T), path) is T read ? read : default!;
        return new(value, reader._isKnown, reader._isSecret, resources);
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

        var plain = type == typeof(object) ? Natural(value) : Nullable.GetUnderlyingType(type) ?? type;
        return value is NullValue ? Default(type) : ReadPlain(value, plain, path);
    }

    private static Type Natural(PropertyValue value) => value switch
    {
        StringValue => typeof(string),
        BoolValue => typeof(bool),
        NumberValue => typeof(double),
        ArrayValue => typeof(ImmutableArray<object>),
        ObjectValue => typeof(ImmutableDictionary<string, object>),
        _ => typeof(object),
    };

    private object? ReadPlain(PropertyValue value, Type type, string path) => value switch
    {
        StringValue text when type == typeof(string) => text.Value,
        BoolValue flag when type == typeof(bool) => flag.Value,
        NumberValue number when type == typeof(double) => number.Value,
        NumberValue number when type == typeof(int) => (int)number.Value,
        NumberValue number when type.IsEnum && type.GetEnumUnderlyingType() == typeof(int) => Enum.ToObject(type, (int)number.Value),
        StringValue or NumberValue when type.IsDefined(typeof(EnumTypeAttribute)) && EnumConstructor(type, Natural(value)) is { } constructor =>
            constructor.Invoke([ReadPlain(value, Natural(value), path)]),
        ArrayValue array when IsOf(type, typeof(ImmutableArray<>)) => ReadArray(array, type.GenericTypeArguments[0], path),
        ObjectValue map when IsOf(type, typeof(ImmutableDictionary<,>)) && type.GenericTypeArguments[0] == typeof(string) =>
            ReadMap(map, type.GenericTypeArguments[1], path),
        ObjectValue map when type.IsDefined(typeof(OutputTypeAttribute)) => ReadObject(map.Members, type, path),
        _ => Mismatch(value, type, path),
    };

    private static ConstructorInfo? EnumConstructor(Type type, Type from) =>
        type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [from]);

    private object ReadArray(ArrayValue array, Type itemType, string path) =>
        Make(nameof(ArrayOf), itemType, array.Items.Select((item, i) => Read(item, itemType, $"{path}[{i}]")));

    // Names that begin with two underscores belong to the engine and its tools.
    private object ReadMap(ObjectValue map, Type valueType, string path) => Make(nameof(MapOf), valueType, map.Members
        .Where(member => !member.Key.StartsWith("__", StringComparison.Ordinal))
        .Select(member => KeyValuePair.Create(member.Key, Read(member.Value, valueType, $"{path}.{member.Key}"))));

    // Makes immutable collections of an element type that is known only at run time.
    private static object Make(string method, Type elementType, object elements) =>
        typeof(PropertyReader).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(elementType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [elements], null)!;

    private static ImmutableArray<T> ArrayOf<T>(IEnumerable<object?> items) => [.. items.Select(item => (T)item!)];

    private static ImmutableDictionary<string, T> MapOf<T>(IEnumerable<KeyValuePair<string, object?>> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => (T)entry.Value!);

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

    private object? Mismatch(PropertyValue value, Type type, string path)
    {
        // The message shows the value's type and never the value, because it may be a secret.
        Log.Warn($"{path}: the provider answered a {value.GetType().Name}, which does not fit {type.Name}.", _resource);
        return Default(type);
    }
}
