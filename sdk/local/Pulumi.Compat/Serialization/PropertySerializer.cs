using System.Collections;
using System.Reflection;

namespace Pulumi;

/// <summary>Turns arguments into property values: waits for outputs, keeps unknown and secret marks, and collects their resources.</summary>
internal sealed class PropertySerializer
{
    /// <summary>The resources that the serialised values came from.</summary>
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>The value as it is sent to the engine; null when its property is left out.</summary>
    /// <exception cref="RunException">The value, or a part of it, has a type that cannot be sent to the engine.</exception>
    public async Task<PropertyValue?> SerializeAsync(object? value, string path) => value switch
    {
        null or ValueTuple => null,
        string text => PropertyValue.Of(text),
        bool flag => PropertyValue.Of(flag),
        int number => PropertyValue.Of(number),
        double number => PropertyValue.Of(number),
        InputArgs args => PropertyValue.Of(await SerializeMembersAsync(args.ReadMembers(), path)),
        IInput input => await SerializeOutputAsync(input.ToWireOutput(), path),
        IOutput output => await SerializeOutputAsync(output, path),
        IDictionary map => PropertyValue.Of(await SerializeMembersAsync(Entries(map, path), path)),
        IList list => await SerializeListAsync(list, path),
        Enum number when number.GetTypeCode() == TypeCode.Int32 => PropertyValue.Of((int)value),
        _ when value.GetType().IsDefined(typeof(EnumTypeAttribute)) => await SerializeAsync(EnumValue(value), path),
        _ when value.GetType().IsDefined(typeof(OutputTypeAttribute)) => PropertyValue.Of(await SerializeFieldsAsync(value, path)),
        _ => throw new RunException(
            $"{path}: a {value.GetType().Name} cannot be sent to the engine. "
            + "Use text, numbers, flags, lists, maps, arguments classes, or outputs of them."),
    };

    /// <summary>The members that have a value.</summary>
    public async Task<PropertyMap> SerializeMembersAsync(IEnumerable<KeyValuePair<string, object?>> members, string path)
    {
        var properties = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var (name, member) in members)
        {
            if (await SerializeAsync(member, $"{path}.{name}") is { } property)
            {
                properties.Add(new(name, property));
            }
        }

        return PropertyMap.From(properties);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary map, string path)
    {
        foreach (DictionaryEntry entry in map)
        {
            var key = entry.Key as string ?? throw new RunException($"{path}: the keys of a map must be texts, not {entry.Key.GetType().Name}.");
            yield return new(key, entry.Value);
        }
    }

    // The text or number that the value represents.
    private static object? EnumValue(object value)
    {
        var conversion = Array.Find(
            value.GetType().GetMethods(BindingFlags.Public | BindingFlags.Static),
            method => method.Name == "op_Explicit" && (method.ReturnType == typeof(string) || method.ReturnType == typeof(double)));
        return (conversion ?? throw new RunException($"{value.GetType().Name} has no explicit conversion to text or number.")).Invoke(null, [value]);
    }

    private async Task<PropertyValue?> SerializeOutputAsync(IOutput output, string path)
    {
        var data = await output.ReadAsync();
        Dependencies.UnionWith(data.Resources);
        if (!data.IsKnown)
        {
            return PropertyValue.Unknown;
        }

        var value = await SerializeAsync(data.Value, path);
        return data.IsSecret ? PropertyValue.SecretOf(value ?? PropertyValue.Null) : value;
    }

    private async Task<PropertyValue> SerializeListAsync(IList list, string path)
    {
        var items = new List<PropertyValue>();

        // An immutable array that was never initialized throws when its count is read.
        var isMade = list.GetType() is not { IsValueType: true } type || !list.Equals(Activator.CreateInstance(type));
        for (var i = 0; isMade && i < list.Count; i++)
        {
            items.Add(await SerializeAsync(list[i], $"{path}[{i}]") ?? PropertyValue.Null);
        }

        return PropertyValue.Of(items);
    }

    // Members that are null are sent here, but left out of maps and arguments, as the package does.
    private async Task<PropertyMap> SerializeFieldsAsync(object value, string path)
    {
        var members = new List<KeyValuePair<string, PropertyValue>>();
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in value.GetType().GetFields(Any).Where(field => field.IsInitOnly))
        {
            var name = char.ToLowerInvariant(field.Name[0]) + field.Name[1..];
            members.Add(new(name, await SerializeAsync(field.GetValue(value), $"{path}.{name}") ?? PropertyValue.Null));
        }

        return PropertyMap.From(members);
    }
}
