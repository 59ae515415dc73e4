using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.BadInput;

/// <summary>
/// Every place of the schema where a program or a user can put a value: inputs of resources, arguments of functions, settings; nested members too.
/// </summary>
internal static class SchemaPlaces
{
    public static async Task<IReadOnlyList<SchemaPlace>> OfAsync(PluginProcess plugin)
    {
        var response = await plugin.Client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        var schema = JsonDocument.Parse(response.Schema).RootElement;
        return
        [
            .. schema
                .GetProperty("resources")
                .EnumerateObject()
                .SelectMany(resource => In(schema, resource.Value.GetProperty("inputProperties"), Receiver.Resource, resource.Name)),
            .. schema
                .GetProperty("functions")
                .EnumerateObject()
                .SelectMany(function => In(schema, function.Value.GetProperty("inputs").GetProperty("properties"), Receiver.Function, function.Name)),
            .. In(schema, schema.GetProperty("config").GetProperty("variables"), Receiver.Provider, "provider"),
        ];
    }

    private static IEnumerable<SchemaPlace> In(JsonElement schema, JsonElement properties, Receiver receiver, string token) => properties
        .EnumerateObject()
        .SelectMany(property =>
            Members(schema, property.Value)
                .Select(member => new SchemaPlace(receiver, token, property.Name, member.Name, Kind(schema, member.Type)))
                .Prepend(new SchemaPlace(receiver, token, property.Name, null, Kind(schema, property.Value))));

    private static IEnumerable<(string Name, JsonElement Type)> Members(JsonElement schema, JsonElement type) =>
        Resolve(schema, type) is var resolved && resolved.TryGetProperty("properties", out var members)
            ? members.EnumerateObject().Select(member => (member.Name, member.Value))
            : [];

    private static string Kind(JsonElement schema, JsonElement type) => Resolve(schema, type).GetProperty("type").GetString()!;

    private static JsonElement Resolve(JsonElement schema, JsonElement type) =>
        type.TryGetProperty("$ref", out var reference) ? schema.GetProperty("types").GetProperty(reference.GetString()!["#/types/".Length..]) : type;
}

internal enum Receiver
{
    Resource,
    Function,
    Provider,
}

/// <param name="Member">The nested member, or null for the property itself.</param>
/// <param name="Kind">The type in the schema's words.</param>
internal sealed record SchemaPlace(Receiver Receiver, string Token, string Property, string? Member, string Kind)
{
    public string Path => Member is null ? Property : $"{Property}.{Member}";

    public PropertyMap Holding(PropertyValue value) =>
        PropertyMap.Of((Property, Member is null ? value : PropertyValue.Of(PropertyMap.Of((Member, value)))));
}
