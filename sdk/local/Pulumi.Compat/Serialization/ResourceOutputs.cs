using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>The output properties of one resource, while the engine's answer is awaited.</summary>
internal sealed class ResourceOutputs
{
    private readonly Resource _resource;
    private readonly List<KeyValuePair<string, OutputSource>> _sources = [];

    private ResourceOutputs(Resource resource) => _resource = resource;

    /// <summary>Gives every output property an output that is not complete yet. A component's own outputs are its constructor's business.</summary>
    public static ResourceOutputs AssignTo(Resource resource)
    {
        var outputs = new ResourceOutputs(resource);
        foreach (var (name, property) in OutputMembers.Of(resource.GetType()).Where(member => resource is CustomResource || member.IsBuiltIn))
        {
            if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([name]);
            }

            // Asked of the declaring class: a private setter is not seen from a derived one.
            var setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
                ?? throw new RunException($"{resource.GetType().Name}.{property.Name} is an output and has no setter.");
            var source = OutputSource.Create(property.PropertyType.GenericTypeArguments[0], resource);
            setter.Invoke(resource, [source.Output]);
            outputs._sources.Add(new(name, source));
        }

        return outputs;
    }

    /// <summary>Completes all properties. What the answer lacks is unknown when <paramref name="missingIsKnown"/> is false.</summary>
    public void Complete(string urn, string id, Struct? properties, bool missingIsKnown)
    {
        var values = PropertyDecoder.Decode(properties);
        foreach (var (name, source) in _sources)
        {
            var value = name switch
            {
                "urn" => PropertyValue.Of(urn),
                "id" => id.Length == 0 || UnknownSentinels.IsUnknown(id) ? PropertyValue.Unknown : PropertyValue.Of(id),
                _ => values.Find(name),
            };
            if (value is null)
            {
                source.SetMissing(missingIsKnown);
            }
            else
            {
                source.Set(PropertyReader.Read(value, source.ValueType, name, problem => Log.Warn(problem, _resource)));
            }
        }
    }

    /// <summary>Lets everything that waits for the resource fail with the same exception.</summary>
    public void Fail(Exception exception)
    {
        foreach (var (_, source) in _sources)
        {
            source.Fail(exception);
        }
    }
}
