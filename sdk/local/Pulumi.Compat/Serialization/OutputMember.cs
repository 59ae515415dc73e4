using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>An output property of a resource class.</summary>
/// <param name="Name">Its name on the wire.</param>
internal sealed record OutputMember(string Name, PropertyInfo Property)
{
    // The outputs of each class are found only once.
    private static readonly ConcurrentDictionary<Type, OutputMember[]> Members = new();

    /// <summary>True for the outputs that every resource has: urn and id.</summary>
    private bool IsBuiltIn => Property.DeclaringType!.Assembly == typeof(Resource).Assembly;

    // The property is read from the declaring class, because reflection on a derived class does not find a private setter.
    private MethodInfo? Setter => Property.DeclaringType!.GetProperty(Property.Name)!.GetSetMethod(nonPublic: true);

    private Type? ValueType => Property.PropertyType is { IsConstructedGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Output<>)
        ? type.GenericTypeArguments[0]
        : null;

    /// <summary>The outputs a component or stack declares itself, by their names on the wire.</summary>
    public static Dictionary<string, object?> Read(Resource resource) =>
        Of(resource).Where(member => !member.IsBuiltIn).ToDictionary(member => member.Name, member => member.Property.GetValue(resource));

    /// <summary>The outputs that the engine's answer fills. A component's own outputs are set by its constructor.</summary>
    /// <exception cref="RunException">An output cannot be filled.</exception>
    public static List<OutputMember> ToFill(Resource resource)
    {
        var outputs = Of(resource).Where(member => resource is CustomResource || member.IsBuiltIn).ToList();
        return outputs.Find(member => member.ValueType is null || member.Setter is null) is not { } wrong ? outputs
            : throw new RunException($"{resource.GetType().Name}.{wrong.Property.Name} is an output, but not an Output<T> with a setter.");
    }

    /// <summary>Gives the property an output that is complete once the engine has answered.</summary>
    public void Fill(Resource resource, Task<RegisteredProperties> answer)
    {
        var read = typeof(OutputMember).GetMethod(nameof(ReadOutput), BindingFlags.Static | BindingFlags.NonPublic)!;
        Setter!.Invoke(resource, [read.MakeGenericMethod(ValueType!).Invoke(null, [resource, Name, answer])]);
    }

    private static OutputMember[] Of(Resource resource) => Members.GetOrAdd(resource.GetType(), type =>
    [
        .. from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
           let output = property.GetCustomAttribute<OutputAttribute>()
           where output is not null
           select new OutputMember(output.Name ?? property.Name, property),
    ]);

    private static Output<T> ReadOutput<T>(Resource resource, string name, Task<RegisteredProperties> answer)
    {
        return new(ReadAsync());

        async Task<OutputData<T>> ReadAsync()
        {
            // Callbacks of the program must not run inside the code that completes the other properties.
            var (properties, areComplete) = await answer.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var value = properties.Find(name) ?? (areComplete ? PropertyValue.Null : PropertyValue.Unknown);
            return PropertyReader.Read<T>(value, name, resource, [resource]);
        }
    }
}

/// <summary>The engine's answer to a registration.</summary>
/// <param name="AreComplete">True when properties that are missing have no value; false when their values are unknown.</param>
internal sealed record RegisteredProperties(PropertyMap Properties, bool AreComplete);
