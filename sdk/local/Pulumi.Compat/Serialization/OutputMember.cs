using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>An output property of a resource class.</summary>
/// <param name="Name">Its name on the wire.</param>
internal sealed record OutputMember(string Name, PropertyInfo Property)
{
    // Each class is looked at once.
    private static readonly ConcurrentDictionary<Type, OutputMember[]> Members = new();

    /// <summary>True for what every resource has: urn and id.</summary>
    private bool IsBuiltIn => Property.DeclaringType!.Assembly == typeof(Resource).Assembly;

    // Asked of the declaring class: a private setter is not seen from a derived one.
    private MethodInfo? Setter => Property.DeclaringType!.GetProperty(Property.Name)!.GetSetMethod(nonPublic: true);

    private Type? ValueType => Property.PropertyType is { IsConstructedGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Output<>)
        ? type.GenericTypeArguments[0]
        : null;

    /// <summary>The outputs a component or stack declares itself, by their names on the wire.</summary>
    public static Dictionary<string, object?> Read(Resource resource) =>
        Of(resource).Where(member => !member.IsBuiltIn).ToDictionary(member => member.Name, member => member.Property.GetValue(resource));

    /// <summary>The outputs that the engine's answer fills. A component's own outputs are its constructor's business.</summary>
    /// <exception cref="RunException">One cannot be filled.</exception>
    public static List<OutputMember> ToFill(Resource resource)
    {
        var outputs = Of(resource).Where(member => resource is CustomResource || member.IsBuiltIn).ToList();
        return outputs.Find(member => member.ValueType is null || member.Setter is null) is not { } wrong ? outputs
            : throw new RunException($"{resource.GetType().Name}.{wrong.Property.Name} is an output, but no Output<T> with a setter.");
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
            // Callbacks of the program must not run inside of what completes the other properties.
            var (properties, areComplete) = await answer.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var value = properties.Find(name) ?? (areComplete ? PropertyValue.Null : PropertyValue.Unknown);
            return PropertyReader.Read<T>(value, name, resource, [resource]);
        }
    }
}

/// <summary>The engine's answer to a registration.</summary>
/// <param name="AreComplete">Whether what it lacks has no value; otherwise that is not known.</param>
internal sealed record RegisteredProperties(PropertyMap Properties, bool AreComplete);
