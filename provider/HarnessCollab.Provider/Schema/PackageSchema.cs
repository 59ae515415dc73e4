using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Schema;

/// <summary>The package schema: what Pulumi's tools generate SDKs and documentation from. Made from the declarations, once.</summary>
internal static class PackageSchema
{
    private const string Repository = "https://github.com/harnesscollab/harnesscollab-pulumi";

    private static readonly Lazy<string> Built = new(Build);

    /// <summary>The schema as indented JSON.</summary>
    public static string Text => Built.Value;

    private static string Build()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            WriteHead(writer);
            WriteConfig(writer);
            WriteTypes(writer);
            WriteProvider(writer);
            writer.WriteStartObject("resources");
            foreach (var resource in Package.Resources.OrderBy(resource => resource.Token, StringComparer.Ordinal))
            {
                WriteResource(writer, resource);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("functions");
            foreach (var function in Package.Functions.OrderBy(function => function.Token, StringComparer.Ordinal))
            {
                WriteFunction(writer, function);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteString("name", PackageInfo.Name);
        writer.WriteString("displayName", "Harness Collaboration Providers");
        writer.WriteString("version", PackageInfo.Version);
        writer.WriteString("description", "Jira collaboration providers for Harness, tested against Jira before they are saved.");
        writer.WriteStartArray("keywords");
        foreach (var keyword in new[] { "pulumi", "harness", "jira", "category/cloud", "kind/native" })
        {
            writer.WriteStringValue(keyword);
        }

        writer.WriteEndArray();
        writer.WriteString("homepage", Repository);
        writer.WriteString("license", "Apache-2.0");
        writer.WriteString("repository", Repository);

        // Without an address the generator of .NET SDKs downloads a default logo.
        writer.WriteString("logoUrl", "https://raw.githubusercontent.com/harnesscollab/harnesscollab-pulumi/main/provider/docs/logo.png");
        writer.WriteString("publisher", "HarnessCollab.Pulumi contributors");
        writer.WriteStartObject("meta");
        writer.WriteString("moduleFormat", "(.*)");
        writer.WriteEndObject();
        writer.WriteStartObject("language");
        writer.WriteStartObject("csharp");
        writer.WriteString("rootNamespace", "HarnessCollab");
        writer.WriteStartObject("namespaces");
        writer.WriteString(PackageInfo.Name, "Collaboration");
        writer.WriteEndObject();
        writer.WriteStartObject("packageReferences");
        writer.WriteString("Pulumi", "3.*");
        writer.WriteEndObject();
        writer.WriteBoolean("respectSchemaVersion", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("config");
        SchemaProperties.Write(writer, "variables", ProviderConfiguration.Properties.All);
        writer.WriteEndObject();
    }

    private static void WriteProvider(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("provider");
        writer.WriteString("description", "The provider's settings: where providers are kept, the default credential, and the defaults of the connection test.");
        SchemaProperties.Write(writer, "properties", ProviderConfiguration.Properties.All);
        SchemaProperties.Write(writer, "inputProperties", ProviderConfiguration.Properties.All);
        writer.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter writer)
    {
        IEnumerable<PropertySet> sets =
        [
            ProviderConfiguration.Properties,
            .. Package.Resources.SelectMany(resource => new[] { resource.InputProperties, resource.OutputProperties }),
            .. Package.Functions.SelectMany(function => new[] { function.Arguments, function.Results }),
        ];
        var types = sets
            .SelectMany(set => set.All)
            .SelectMany(property => property.Type.NamedTypes)
            .DistinctBy(type => type.Token)
            .OrderBy(type => type.Token, StringComparer.Ordinal);
        writer.WriteStartObject("types");
        foreach (var type in types)
        {
            writer.WriteStartObject(type.Token);
            type.WriteDeclaration(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, Resource resource)
    {
        writer.WriteStartObject(resource.Token);
        writer.WriteString("description", resource.Description);
        SchemaProperties.Write(writer, "properties", resource.OutputProperties.All);
        SchemaProperties.WriteRequired(writer, "required", resource.OutputProperties.All);
        SchemaProperties.Write(writer, "inputProperties", resource.InputProperties.All);
        SchemaProperties.WriteRequired(writer, "requiredInputs", resource.InputProperties.All);
        writer.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter writer, Function function)
    {
        writer.WriteStartObject(function.Token);
        writer.WriteString("description", function.Description);
        WriteObject(writer, "inputs", function.Arguments);
        WriteObject(writer, "outputs", function.Results);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, string member, PropertySet set)
    {
        writer.WriteStartObject(member);
        writer.WriteString("type", "object");
        SchemaProperties.Write(writer, "properties", set.All);
        SchemaProperties.WriteRequired(writer, "required", set.All);
        writer.WriteEndObject();
    }
}
