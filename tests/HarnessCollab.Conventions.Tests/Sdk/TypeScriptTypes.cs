using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The types that Pulumi's generator gives a TypeScript program, from the schema: enough for a compiler to judge a program by.</summary>
internal static class TypeScriptTypes
{
    public static string Of(JsonElement json)
    {
        var schema = new SchemaReader(json);
        var classes = string.Concat(schema.Resources.Select(resource => Resource(resource, schema)));
        var inputs = string.Concat(Types(json).Select(type => Fields(
            $"export interface {SchemaReader.NameOf(type.Name)}Args", schema.PropertiesOf(type.Value, "properties", "required"), isInput: true)));
        var outputs = string.Concat(Types(json).Select(type => Fields(
            $"export interface {SchemaReader.NameOf(type.Name)}", schema.PropertiesOf(type.Value, "properties", "required"), isInput: false)));
        var enums = string.Concat(schema.Enums.Select(type => $"export type {SchemaReader.NameOf(type.Token)} = {Values(type.Type)};\n"));
        var functions = string.Concat(schema.Functions.Select(function => Function(function, schema)));
        return $"import * as pulumi from \"@pulumi/pulumi\";\n{classes}{functions}{enums}{inputs}{outputs}";
    }

    private static IEnumerable<JsonProperty> Types(JsonElement json) =>
        json.GetProperty("types").EnumerateObject().Where(type => type.Value.TryGetProperty("properties", out _));

    private static string Resource(JsonProperty resource, SchemaReader schema)
    {
        var name = SchemaReader.NameOf(resource.Name);
        var outputs = string.Concat(schema.PropertiesOf(resource.Value, "properties", "required").Select(property =>
            $"    readonly {property.Name}: pulumi.Output<{TypeOf(property.Type, isInput: false)}{(property.IsRequired ? "" : " | undefined")}>;\n"));
        return $"export declare class {name} extends pulumi.CustomResource {{\n{outputs}"
            + $"    constructor(name: string, args: {name}Args, options?: pulumi.CustomResourceOptions);\n}}\n"
            + Fields($"export interface {name}Args", schema.PropertiesOf(resource.Value, "inputProperties", "requiredInputs"), isInput: true);
    }

    private static string Function(JsonProperty function, SchemaReader schema)
    {
        var (name, type) = (SchemaReader.NameOf(function.Name), FunctionWriter.ClassOf(function.Name));
        var arguments = schema.PropertiesOf(function.Value.GetProperty("inputs"), "properties", "required");
        var taken = arguments.Count == 0 ? "" : $"args: {type}OutputArgs, ";
        return $"export declare function {name}Output({taken}options?: pulumi.InvokeOutputOptions): pulumi.Output<{type}Result>;\n"
            + Fields($"export interface {type}OutputArgs", arguments, isInput: true)
            + Fields(
                $"export interface {type}Result",
                schema.PropertiesOf(function.Value.GetProperty("outputs"), "properties", "required"),
                isInput: false);
    }

    private static string Fields(string head, IEnumerable<SchemaProperty> properties, bool isInput) => $"{head} {{\n"
        + string.Concat(properties.Select(property => $"    {property.Name}{(property.IsRequired ? "" : "?")}: {Wrapped(property.Type, isInput)};\n"))
        + "}\n";

    private static string Wrapped(SchemaType type, bool isInput) =>
        isInput ? $"pulumi.Input<{TypeOf(type, isInput)}>" : TypeOf(type, isInput);

    private static string TypeOf(SchemaType type, bool isInput) => type switch
    {
        SchemaType.ListOf list => $"{Wrapped(list.Item, isInput)}[]",
        SchemaType.MapOf map => $"{{ [key: string]: {Wrapped(map.Item, isInput)} }}",
        SchemaType.Nested nested => isInput ? $"{nested.Name}Args" : nested.Name,
        SchemaType.Choice choice => choice.Name,
        SchemaType.Scalar { Name: "integer" } => "number",
        SchemaType.Scalar scalar => scalar.Name,
        _ => throw new InvalidOperationException($"There is no TypeScript type for {type}."),
    };

    private static string Values(JsonElement type) =>
        string.Join(" | ", type.GetProperty("enum").EnumerateArray().Select(value => $"\"{value.GetProperty("value").GetString()}\""));
}
