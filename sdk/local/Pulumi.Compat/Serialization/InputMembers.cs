using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Reads the members of arguments classes that go on the wire; each class is looked at once.</summary>
internal static class InputMembers
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    /// <summary>The members that are set, by their names on the wire.</summary>
    /// <exception cref="RunException">A required member is not set.</exception>
    public static IReadOnlyList<KeyValuePair<string, object>> Read(InputArgs args)
    {
        var set = new List<KeyValuePair<string, object>>();
        foreach (var member in Members.GetOrAdd(args.GetType(), Find))
        {
            if (member.Get(args) is { } value)
            {
                set.Add(new(member.Input.Name, member.Input.Json ? JsonInput.From(value, member.Input.Name) : value));
            }
            else if (member.Input.IsRequired)
            {
                throw new RunException($"{args.GetType().Name}: '{member.Input.Name}' is required and has no value.");
            }
        }

        return set;
    }

    private static Member[] Find(Type type) =>
    [
        .. from field in type.GetFields(Instance)
           let input = field.GetCustomAttribute<InputAttribute>()
           where input is not null
           select new Member(input, field.GetValue),
        .. from property in type.GetProperties(Instance)
           let input = property.GetCustomAttribute<InputAttribute>()
           where input is not null
           select new Member(input, property.GetValue),
    ];

    private sealed record Member(InputAttribute Input, Func<object, object?> Get);
}
