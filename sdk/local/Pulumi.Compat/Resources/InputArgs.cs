using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>Arguments: a class whose members with <see cref="InputAttribute"/> are sent to the engine.</summary>
public abstract class InputArgs
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // The members of each class are found only once.
    private static readonly ConcurrentDictionary<Type, (InputAttribute Input, Func<object, object?> Get)[]> Members = new();

    private protected InputArgs()
    {
    }

    /// <summary>The values of the members, by their names on the wire.</summary>
    /// <exception cref="RunException">A required member is not set.</exception>
    internal IReadOnlyList<KeyValuePair<string, object?>> ReadMembers() =>
        [.. Members.GetOrAdd(GetType(), Find).Select(member => KeyValuePair.Create(member.Input.Name, Read(member.Input, member.Get(this))))];

    private static (InputAttribute Input, Func<object, object?> Get)[] Find(Type type) =>
    [
        .. from member in type.GetMembers(Instance)
           let input = member.GetCustomAttribute<InputAttribute>()
           where input is not null
           select (input, member is FieldInfo field ? field.GetValue : (Func<object, object?>)((PropertyInfo)member).GetValue),
    ];

    private object? Read(InputAttribute input, object? value) =>
        value is null && input.IsRequired ? throw new RunException($"{GetType().Name}: '{input.Name}' is required and has no value.")
        : value is not null && input.Json ? JsonInput.From(value, input.Name)
        : value;
}
