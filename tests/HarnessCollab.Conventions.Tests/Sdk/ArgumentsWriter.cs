using System.Text;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>Classes of arguments: of resources and the provider, of nested objects, of functions in both forms.</summary>
internal static class ArgumentsWriter
{
    /// <param name="isJson">True for the provider, whose settings other than texts travel as JSON.</param>
    public static string Write(
        string folder, string name, string summary, string baseClass, IReadOnlyList<SchemaProperty> properties, bool isJson = false)
    {
        var text = Head(folder, name, summary, baseClass, "using Pulumi;\n");
        foreach (var property in properties)
        {
            text.Append(Member(property, isJson));
        }

        return Foot(text, name);
    }

    /// <summary>Arguments of a function that is called at once: plain values.</summary>
    public static string WritePlain(string name, string summary, IReadOnlyList<SchemaProperty> properties)
    {
        var text = Head("", name, summary, "InvokeArgs", "using Pulumi;\n");
        foreach (var property in properties)
        {
            text.Append(PlainMember(property));
        }

        return Foot(text, name);
    }

    private static StringBuilder Head(string folder, string name, string summary, string baseClass, string usings) => new(
        $$"""
        {{usings}}
        namespace {{CSharp.Namespace}}{{(folder == "" ? "" : $".{folder}")}};

        {{CSharp.Summary(summary, indent: 0)}}public sealed class {{name}} : {{baseClass}}
        {

        """);

    private static string Foot(StringBuilder text, string name) => text.Append(
        $$"""
            /// <summary>No arguments set.</summary>
            public static new {{name}} Empty => new();
        }

        """).ToString();

    private static string Member(SchemaProperty property, bool isJson)
    {
        var attribute = $"[Input(\"{property.Name}\"{(property.IsRequired ? ", required: true" : "")}"
            + $"{(isJson && property.Type is not SchemaType.Scalar { Name: "string" } ? ", json: true" : "")})]";
        var summary = CSharp.Summary(property.Description, indent: 4);
        var (mark, value) = property.IsRequired ? ("", " = null!;") : ("?", "");
        return property.Type switch
        {
            SchemaType.ListOf list => Collection(property, attribute, summary, $"InputList<{CSharp.Argument(list.Item)}>", "new()"),
            SchemaType.MapOf map => Collection(property, attribute, summary, $"InputMap<{CSharp.Argument(map.Item)}>", "new()"),
            _ when property.IsSecret =>
                $$"""
                    {{attribute}}
                    private Input<{{CSharp.Argument(property.Type)}}>? {{property.Field}};

                {{summary}}    public Input<{{CSharp.Argument(property.Type)}}>? {{property.Member}}
                    {
                        get => {{property.Field}};
                        set => {{property.Field}} = Utilities.Secret(value);
                    }


                """,
            _ =>
                $$"""
                {{summary}}    {{attribute}}
                    public Input<{{CSharp.Argument(property.Type)}}>{{mark}} {{property.Member}} { get; set; }{{value}}


                """,
        };
    }

    private static string PlainMember(SchemaProperty property)
    {
        var attribute = $"[Input(\"{property.Name}\"{(property.IsRequired ? ", required: true" : "")})]";
        var summary = CSharp.Summary(property.Description, indent: 4);
        var (mark, value) = property.IsRequired ? ("", " = null!;") : ("?", "");
        return property.Type switch
        {
            SchemaType.ListOf list => Collection(property, attribute, summary, $"List<{CSharp.ScalarOrChoice(list.Item)}>", "[]"),
            SchemaType.MapOf map => Collection(property, attribute, summary, $"Dictionary<string, {CSharp.ScalarOrChoice(map.Item)}>", "[]"),
            _ =>
                $$"""
                {{summary}}    {{attribute}}
                    public {{CSharp.ScalarOrChoice(property.Type)}}{{mark}} {{property.Member}} { get; set; }{{value}}


                """,
        };
    }

    // A list or map is made when it is first asked for, so that programs can add to it without an assignment.
    private static string Collection(SchemaProperty property, string attribute, string summary, string type, string empty) =>
        $$"""
            {{attribute}}
            private {{type}}? {{property.Field}};

        {{summary}}    public {{type}} {{property.Member}}
            {
                get => {{property.Field}} ??= {{empty}};
                set => {{property.Field}} = value;
            }


        """;
}
