using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>What the type of a property is: a scalar, a list or map of another type, or one of the schema's named types.</summary>
internal abstract record SchemaType
{
    public sealed record Scalar(string Name) : SchemaType;

    public sealed record ListOf(SchemaType Item) : SchemaType;

    public sealed record MapOf(SchemaType Item) : SchemaType;

    public sealed record Choice(string Name) : SchemaType;

    public sealed record Nested(string Token) : SchemaType
    {
        public string Name => SchemaReader.NameOf(Token);
    }
}

/// <summary>A property as the schema declares it.</summary>
internal sealed record SchemaProperty(string Name, SchemaType Type, bool IsRequired, bool IsSecret, string Description)
{
    /// <summary>The name of its member in C#.</summary>
    public string Member => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The name of the field behind a member that needs one.</summary>
    public string Field => $"_{Name}";
}

/// <summary>Reads the package schema in the terms of the SDK's writers.</summary>
internal sealed class SchemaReader(JsonElement schema)
{
    public string Version { get; } = schema.GetProperty("version").GetString()!;

    public IReadOnlyList<SchemaProperty> Settings => PropertiesOf(schema.GetProperty("config"), "variables", "required");

    public JsonElement Provider => schema.GetProperty("provider");

    public IEnumerable<JsonProperty> Resources => schema.GetProperty("resources").EnumerateObject();

    public IEnumerable<JsonProperty> Functions => schema.GetProperty("functions").EnumerateObject();

    public static string NameOf(string token) => token[(token.LastIndexOf(':') + 1)..];

    public static string DescriptionOf(JsonElement owner) => owner.GetProperty("description").GetString()!;

    public JsonElement TypeOf(string token) => schema.GetProperty("types").GetProperty(token);

    public IEnumerable<(string Token, JsonElement Type)> Enums => schema.GetProperty("types").EnumerateObject()
        .Where(type => type.Value.TryGetProperty("enum", out _)).Select(type => (type.Name, type.Value));

    /// <summary>The properties of a type, a resource or a function's arguments, in the schema's order.</summary>
    public IReadOnlyList<SchemaProperty> PropertiesOf(JsonElement owner, string member, string required)
    {
        HashSet<string> needed = owner.TryGetProperty(required, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
        return
        [
            .. owner.GetProperty(member).EnumerateObject().Select(property => new SchemaProperty(
                property.Name,
                Read(property.Value),
                needed.Contains(property.Name),
                property.Value.TryGetProperty("secret", out var secret) && secret.GetBoolean(),
                DescriptionOf(property.Value))),
        ];
    }

    /// <summary>The nested types, without enums, that these properties reach.</summary>
    public IReadOnlyCollection<string> Reached(IEnumerable<SchemaProperty> properties)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        void Visit(SchemaType type)
        {
            switch (type)
            {
                case SchemaType.ListOf list:
                    Visit(list.Item);
                    break;
                case SchemaType.MapOf map:
                    Visit(map.Item);
                    break;
                case SchemaType.Nested nested when reached.Add(nested.Token):
                    PropertiesOf(TypeOf(nested.Token), "properties", "required").ToList().ForEach(property => Visit(property.Type));
                    break;
            }
        }

        properties.ToList().ForEach(property => Visit(property.Type));
        return reached;
    }

    private SchemaType Read(JsonElement type)
    {
        if (type.TryGetProperty("$ref", out var reference))
        {
            var token = reference.GetString()!["#/types/".Length..];
            return TypeOf(token).TryGetProperty("enum", out _) ? new SchemaType.Choice(NameOf(token)) : new SchemaType.Nested(token);
        }

        return type.GetProperty("type").GetString() switch
        {
            "array" => new SchemaType.ListOf(Read(type.GetProperty("items"))),
            "object" => new SchemaType.MapOf(Read(type.GetProperty("additionalProperties"))),
            var scalar => new SchemaType.Scalar(scalar!),
        };
    }
}
