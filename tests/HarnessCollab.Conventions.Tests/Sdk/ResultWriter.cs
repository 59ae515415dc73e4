using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>Classes of what a program gets: results of functions, nested objects of results and outputs, enums.</summary>
internal static class ResultWriter
{
    public static string Write(string folder, string name, string summary, IReadOnlyList<SchemaProperty> properties)
    {
        var members = string.Concat(properties.Select(property =>
            $$"""
            {{CSharp.Summary(property.Description, indent: 4)}}    public readonly {{CSharp.Result(property)}} {{property.Member}};


            """));
        return $$"""
            {{CSharp.Usings(properties)}}
            namespace {{CSharp.Namespace}}{{(folder == "" ? "" : $".{folder}")}};

            {{CSharp.Summary(summary, indent: 0)}}[OutputType]
            public sealed class {{name}}
            {
            {{members}}    [OutputConstructor]
                private {{name}}(
                    {{string.Join(",\n        ", properties.Select(property => $"{CSharp.Result(property)} {CSharp.Parameter(property)}"))}})
                {
                    {{string.Join("\n        ", properties.Select(property => $"{property.Member} = {CSharp.Parameter(property)};"))}}
                }
            }

            """;
    }

    public static string WriteEnum(string name, JsonElement type)
    {
        var members = string.Concat(type.GetProperty("enum").EnumerateArray().Select(value =>
        {
            var (member, text) = (value.GetProperty("name").GetString(), value.GetProperty("value").GetString());
            return $$"""
                {{CSharp.Summary(SchemaReader.DescriptionOf(value), indent: 4)}}    public static {{name}} {{member}} { get; } = new("{{text}}");


                """;
        }));
        return $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using Pulumi;

            namespace {{CSharp.Namespace}};

            {{CSharp.Summary(SchemaReader.DescriptionOf(type), indent: 0)}}[EnumType]
            [JsonConverter(typeof(Converter))]
            public readonly struct {{name}} : IEquatable<{{name}}>
            {
                private readonly string _value;

                private {{name}}(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

            {{members}}    public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);

                public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

                /// <summary>The text on the wire.</summary>
                public static explicit operator string({{name}} value) => value._value;

                /// <inheritdoc/>
                public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);

                /// <inheritdoc/>
                public bool Equals({{name}} other) => string.Equals(_value, other._value, StringComparison.Ordinal);

                /// <inheritdoc/>
                public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

                /// <summary>The text on the wire.</summary>
                public override string ToString() => _value;

                // In configuration the value stands as its text.
                private sealed class Converter : JsonConverter<{{name}}>
                {
                    public override {{name}} Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                        new(reader.GetString()!);

                    public override void Write(Utf8JsonWriter writer, {{name}} value, JsonSerializerOptions options) =>
                        writer.WriteStringValue(value._value);
                }
            }

            """;
    }
}
