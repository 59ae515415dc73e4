using System.Text.Json.Nodes;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Schema;

namespace HarnessCollab.Provider.Tests.Schema;

/// <summary>Makes the package schema from the declarations. The plugin carries the committed file; the tests hold it to what is made here.</summary>
internal static class PackageSchema
{
    /// <summary>The schema as indented JSON.</summary>
    public static string Build()
    {
        var schema = Head();
        schema["config"] = new JsonObject { ["variables"] = Variables() };
        schema["types"] = Types();
        schema["provider"] = new JsonObject
        {
            ["description"] =
                "The provider's settings: where Jira accounts are kept, the default credential, and the defaults of the connection test.",
            ["properties"] = Properties(ProviderConfiguration.Properties),
            ["inputProperties"] = Properties(ProviderConfiguration.Properties),
        };
        schema["resources"] = ByName(Package.Resources, resource => resource.Token, Resource);
        schema["functions"] = ByName(Package.Functions, function => function.Token, Function);
        return ReleasedSchema.Of(schema, Release.OfThisBuild);
    }

    // SDKs read a setting that is an enum as JSON text, and in the settings of a stack a word stands as it is.
    private static JsonObject Variables()
    {
        var variables = Properties(ProviderConfiguration.Properties);
        foreach (var choice in ProviderConfiguration.Properties.All.Where(property => property.Type is ChoiceType))
        {
            var variable = variables[choice.Name]!.AsObject();
            variable.Remove("$ref");
            variable["type"] = "string";
        }

        return variables;
    }

    private static JsonObject Head() => new()
    {
        ["name"] = PackageInfo.Name,
        ["displayName"] = "Harness Collaboration Providers",
        ["version"] = Release.OfThisBuild.Version,
        ["description"] = "Jira collaboration providers for Harness, tested against Jira before they are saved.",
        ["keywords"] = new JsonArray("pulumi", "harness", "jira", "category/cloud", "kind/native"),
        ["license"] = "Apache-2.0",
        ["publisher"] = "HarnessCollab.Pulumi contributors",
        ["meta"] = new JsonObject { ["moduleFormat"] = "(.*)" },
        ["language"] = new JsonObject
        {
            // The C# generator aliases the last part of the namespace: with "Pulumi" no program that it writes would compile.
            ["csharp"] = new JsonObject
            {
                ["rootNamespace"] = "HarnessCollab",
                ["namespaces"] = new JsonObject { [PackageInfo.Name] = "Collaboration" },
                ["packageReferences"] = new JsonObject { ["Pulumi"] = "3.*" },
                ["respectSchemaVersion"] = true,
            },

            // Names that are free to take; Pulumi's own would be @pulumi/harnesscollab, which nobody else can publish.
            ["nodejs"] = new JsonObject { ["packageName"] = "pulumi-harnesscollab", ["respectSchemaVersion"] = true },
            ["python"] = new JsonObject
            {
                ["packageName"] = "pulumi_harnesscollab",
                ["pyproject"] = new JsonObject { ["enabled"] = true },
                ["respectSchemaVersion"] = true,
            },
            ["go"] = new JsonObject { ["respectSchemaVersion"] = true },
        },
    };

    private static JsonObject Types()
    {
        IEnumerable<PropertySet> sets =
        [
            ProviderConfiguration.Properties,
            .. Package.Resources.SelectMany(resource => new[] { resource.InputProperties, resource.OutputProperties }),
            .. Package.Functions.SelectMany(function => new[] { function.Arguments, function.Results }),
        ];
        return ByName(DeclaredTypes.NamedIn(sets), type => type.Token, NamedType);
    }

    private static JsonObject NamedType(NamedType type) => type switch
    {
        ChoiceType choice => new JsonObject
        {
            ["description"] = choice.Description,
            ["type"] = "string",
            ["enum"] = new JsonArray([.. choice.Choices.Select(
                value => new JsonObject { ["name"] = value.Name, ["description"] = value.Description, ["value"] = value.Value })]),
        },
        ObjectType fields => WithRequired(
            new JsonObject { ["description"] = fields.Description, ["type"] = "object", ["properties"] = Properties(fields.Members) },
            "required",
            fields.Members),
        _ => throw new InvalidOperationException($"The schema has no form for {type.GetType().Name}."),
    };

    private static JsonObject Resource(Resource resource)
    {
        var json = new JsonObject { ["description"] = RegistryText.Of(resource.Name), ["properties"] = Properties(resource.OutputProperties) };
        WithRequired(json, "required", resource.OutputProperties)["inputProperties"] = Properties(resource.InputProperties);
        WithRequired(json, "requiredInputs", resource.InputProperties)["listInputs"] = ObjectOf(resource.ListProperties);
        return json;
    }

    private static JsonObject Function(Function function) => new()
    {
        ["description"] = RegistryText.Of(function.Name),
        ["inputs"] = ObjectOf(function.Arguments),
        ["outputs"] = ObjectOf(function.Results),
    };

    private static JsonObject ObjectOf(PropertySet set) =>
        WithRequired(new JsonObject { ["type"] = "object", ["properties"] = Properties(set) }, "required", set);

    private static JsonObject Properties(PropertySet set) => ByName(set.All, property => property.Name, property =>
    {
        var json = TypeOf(property.Type);
        json["description"] = property.EnvironmentVariable is { } variable
            ? $"{property.Description} Environment: `{variable}`."
            : property.Description;
        if (property.Secret)
        {
            json["secret"] = true;
        }

        if (property.Replaces)
        {
            json["willReplaceOnChanges"] = true;
        }

        return json;
    });

    private static JsonObject TypeOf(PropertyType type) => type switch
    {
        NamedType named => new JsonObject { ["$ref"] = $"#/types/{named.Token}" },
        ListType list => new JsonObject { ["type"] = "array", ["items"] = TypeOf(list.Item) },
        MapType map => new JsonObject { ["type"] = "object", ["additionalProperties"] = TypeOf(map.Item) },
        FlagType => new JsonObject { ["type"] = "boolean" },
        NumberType => new JsonObject { ["type"] = "number" },
        TextType or DateType => new JsonObject { ["type"] = "string" },
        _ => throw new InvalidOperationException($"The schema has no form for {type.GetType().Name}."),
    };

    private static JsonObject WithRequired(JsonObject json, string member, PropertySet set)
    {
        var required = set.All.Where(property => property.Required).Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        if (required.Length > 0)
        {
            json[member] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        return json;
    }

    private static JsonObject ByName<T>(IEnumerable<T> entries, Func<T, string> nameOf, Func<T, JsonObject> write) =>
        new(entries.OrderBy(nameOf, StringComparer.Ordinal).Select(entry => KeyValuePair.Create<string, JsonNode?>(nameOf(entry), write(entry))));
}
