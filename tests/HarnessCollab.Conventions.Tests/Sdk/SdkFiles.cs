using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>
/// Writes the C# SDK from the package schema: the classes that Pulumi's own generator would write, with the schema's texts as XML documentation, and
/// compiling against the real <c>Pulumi</c> package and against its local stand-in alike.
/// </summary>
internal static class SdkFiles
{
    /// <returns>All files of the SDK but its project, by path relative to its folder.</returns>
    public static SortedDictionary<string, string> Of(JsonElement json)
    {
        var schema = new SchemaReader(json);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["CollaborationResourceTypeAttribute.cs"] = SharedFiles.ResourceTypeAttribute,
            ["Utilities.cs"] = SharedFiles.Utilities,
            ["Config.cs"] = ConfigWriter.Write(schema),
        };
        List<SchemaProperty> inputs = [], outputs = [];
        WriteProvider(schema, files, inputs);
        foreach (var resource in schema.Resources)
        {
            WriteResource(resource.Name, resource.Value, schema, files, inputs, outputs);
        }

        foreach (var function in schema.Functions)
        {
            WriteFunction(function.Name, function.Value, schema, files, inputs, outputs);
        }

        foreach (var (token, type) in schema.Reached(inputs).Select(token => (token, schema.TypeOf(token))))
        {
            var name = $"{SchemaReader.NameOf(token)}Args";
            files[$"Inputs/{name}.cs"] = ArgumentsWriter.Write(
                "Inputs", name, SchemaReader.DescriptionOf(type), "ResourceArgs", schema.PropertiesOf(type, "properties", "required"));
        }

        foreach (var (token, type) in schema.Reached(outputs).Select(token => (token, schema.TypeOf(token))))
        {
            var name = SchemaReader.NameOf(token);
            files[$"Outputs/{name}.cs"] = ResultWriter.Write(
                "Outputs", name, SchemaReader.DescriptionOf(type), schema.PropertiesOf(type, "properties", "required"));
        }

        foreach (var (token, type) in schema.Enums)
        {
            files[$"{SchemaReader.NameOf(token)}.cs"] = ResultWriter.WriteEnum(SchemaReader.NameOf(token), type);
        }

        return files;
    }

    private static void WriteProvider(SchemaReader schema, SortedDictionary<string, string> files, List<SchemaProperty> inputs)
    {
        var settings = schema.PropertiesOf(schema.Provider, "inputProperties", "requiredInputs");
        inputs.AddRange(settings);
        files["ProviderArgs.cs"] = ArgumentsWriter.Write("", "ProviderArgs", "Settings of a `Provider`.", "ResourceArgs", settings, isJson: true);
        files["Provider.cs"] = ResourceWriter.WriteProvider(
            schema.Provider,
            [.. schema
                .PropertiesOf(schema.Provider, "properties", "required")
                .Where(property => property.Type is SchemaType.Scalar { Name: "string" })]);
    }

    private static void WriteResource(
        string token,
        JsonElement resource,
        SchemaReader schema,
        SortedDictionary<string, string> files,
        List<SchemaProperty> inputs,
        List<SchemaProperty> outputs)
    {
        var name = SchemaReader.NameOf(token);
        var taken = schema.PropertiesOf(resource, "inputProperties", "requiredInputs");
        var given = schema.PropertiesOf(resource, "properties", "required");
        inputs.AddRange(taken);
        outputs.AddRange(given);
        files[$"{name}.cs"] = ResourceWriter.Write(token, resource, given);
        files[$"{name}Args.cs"] = ArgumentsWriter.Write("", $"{name}Args", $"Arguments of a `{name}`.", "ResourceArgs", taken);
    }

    private static void WriteFunction(
        string token,
        JsonElement function,
        SchemaReader schema,
        SortedDictionary<string, string> files,
        List<SchemaProperty> inputs,
        List<SchemaProperty> outputs)
    {
        var name = FunctionWriter.ClassOf(token);
        var arguments = schema.PropertiesOf(function.GetProperty("inputs"), "properties", "required");
        var results = schema.PropertiesOf(function.GetProperty("outputs"), "properties", "required");
        inputs.AddRange(arguments);
        outputs.AddRange(results);
        files[$"{name}.cs"] = FunctionWriter.Write(token, function, arguments.Count > 0);
        files[$"{name}Result.cs"] = ResultWriter.Write("", $"{name}Result", $"What `{name}` answers.", results);
        if (arguments.Count > 0)
        {
            files[$"{name}Args.cs"] = ArgumentsWriter.WritePlain($"{name}Args", $"Arguments of `{name}`, as plain values.", arguments);
            files[$"{name}InvokeArgs.cs"] = ArgumentsWriter.Write("", $"{name}InvokeArgs", $"Arguments of `{name}`.", "InvokeArgs", arguments);
        }
    }
}
