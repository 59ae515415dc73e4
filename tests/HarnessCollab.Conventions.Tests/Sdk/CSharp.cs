using System.Text;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>C# names of schema types, and the XML documentation of what they describe.</summary>
internal static class CSharp
{
    public const string Namespace = "HarnessCollab.Collaboration";
    private const int Columns = 150;

    // The reserved words of the language, as its specification lists them.
    private static readonly HashSet<string> Keywords = [.. """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit
        extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out
        override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true
        try typeof uint ulong unchecked unsafe ushort using virtual void volatile while
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The name of a property as a parameter.</summary>
    public static string Parameter(SchemaProperty property) => Keywords.Contains(property.Name) ? $"@{property.Name}" : property.Name;

    /// <summary>The type of an argument's element: what stands inside <c>Input&lt;…&gt;</c>.</summary>
    public static string Argument(SchemaType type) => type switch
    {
        SchemaType.Nested nested => $"Inputs.{nested.Name}Args",
        _ => ScalarOrChoice(type),
    };

    /// <summary>The type of a value that the program gets: resource outputs, results of functions, their nested objects.</summary>
    public static string Result(SchemaType type) => type switch
    {
        SchemaType.ListOf list => $"ImmutableArray<{Result(list.Item)}>",
        SchemaType.MapOf map => $"ImmutableDictionary<string, {Result(map.Item)}>",
        SchemaType.Nested nested => $"Outputs.{nested.Name}",
        _ => ScalarOrChoice(type),
    };

    /// <summary>The same, nullable when it may be absent. An absent list is an empty one.</summary>
    public static string Result(SchemaProperty property) =>
        property.IsRequired || property.Type is SchemaType.ListOf ? Result(property.Type) : $"{Result(property.Type)}?";

    public static string ScalarOrChoice(SchemaType type) => type switch
    {
        SchemaType.Scalar { Name: "string" } => "string",
        SchemaType.Scalar { Name: "boolean" } => "bool",
        SchemaType.Scalar { Name: "number" } => "double",
        SchemaType.Scalar { Name: "integer" } => "int",
        SchemaType.Choice choice => choice.Name,
        _ => throw new InvalidOperationException($"The SDK's writer has no C# type for {type} at this place: teach it."),
    };

    /// <summary>The usings that a file needs whose members have these types.</summary>
    public static string Usings(IEnumerable<SchemaProperty> results) =>
        results.Any(property => property.Type is SchemaType.ListOf or SchemaType.MapOf)
            ? "using System.Collections.Immutable;\nusing Pulumi;\n"
            : "using Pulumi;\n";

    /// <summary>A summary, and the further paragraphs as remarks. Markdown's backticks become <c>&lt;c&gt;</c>.</summary>
    public static string Summary(string description, int indent)
    {
        var paragraphs = description.Split("\n\n").Select(paragraph => Escape(paragraph.Replace('\n', ' '))).ToArray();
        var text = new StringBuilder();
        Element(text, "summary", paragraphs[0], indent);
        if (paragraphs.Length > 1)
        {
            Element(text, "remarks", string.Join(" ", paragraphs[1..]), indent);
        }

        return text.ToString();
    }

    private static void Element(StringBuilder text, string name, string content, int indent)
    {
        var start = $"{new string(' ', indent)}/// ";
        var line = $"{start}<{name}>{content}</{name}>";
        if (line.Length <= Columns)
        {
            text.Append(line).Append('\n');
            return;
        }

        text.Append($"{start}<{name}>\n");
        foreach (var part in Wrap(content, Columns - start.Length))
        {
            text.Append(start).Append(part).Append('\n');
        }

        text.Append($"{start}</{name}>\n");
    }

    private static IEnumerable<string> Wrap(string content, int width)
    {
        var line = new StringBuilder();
        foreach (var word in content.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(
            ">", "&gt;", StringComparison.Ordinal);
        var parts = escaped.Split('`');
        return string.Concat(parts.Select((part, index) => index % 2 == 0 ? part : $"<c>{part}</c>"));
    }
}
