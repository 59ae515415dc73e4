using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>The output properties of resource classes; each class is looked at once.</summary>
internal static class OutputMembers
{
    private static readonly ConcurrentDictionary<Type, Member[]> Members = new();

    public static Member[] Of(Type type) => Members.GetOrAdd(type, Find);

    /// <summary>The outputs a component or stack declares itself, by their names on the wire.</summary>
    public static Dictionary<string, object?> Read(Resource resource) => Of(resource.GetType())
        .Where(member => !member.IsBuiltIn)
        .ToDictionary(member => member.Name, member => member.Property.GetValue(resource));

    private static Member[] Find(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
           let output = property.GetCustomAttribute<OutputAttribute>()
           where output is not null
           select new Member(output.Name ?? property.Name, property),
    ];

    internal sealed record Member(string Name, PropertyInfo Property)
    {
        /// <summary>True for what every resource has: urn and id.</summary>
        public bool IsBuiltIn => Property.DeclaringType!.Assembly == typeof(Resource).Assembly;
    }
}
