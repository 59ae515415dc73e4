namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The class <c>Config</c>: the stack's settings of the provider, typed, and replaceable in tests.</summary>
internal static class ConfigWriter
{
    public static string Write(SchemaReader schema)
    {
        var settings = schema.Settings;
        var members = string.Concat(settings.Select(setting =>
            $$"""
                private static readonly Setting<{{TypeOf(setting)}}> {{setting.Field}} = new(
                    () => Settings.{{Getter(setting)}}("{{setting.Name}}"));

            {{CSharp.Summary(setting.Description, indent: 4)}}    public static {{TypeOf(setting)}} {{setting.Member}}
                {
                    get => {{setting.Field}}.Get();
                    set => {{setting.Field}}.Set(value);
                }


            """));
        var types = string.Join("\n", schema.Reached(settings).Select(token => Nested(token, schema)));
        return $$"""
            using System.Text.Json.Serialization;

            namespace {{CSharp.Namespace}};

            /// <summary>
            /// The provider's settings in the stack's configuration, <c>harnesscollab:…</c>. A value that is set here wins over the stack's.
            /// </summary>
            public static class Config
            {
                private static global::Pulumi.Config Settings => new("harnesscollab");

            {{members}}    private sealed class Setting<T>(Func<T> read)
                {
                    private T? _value;
                    private bool _isSet;

                    public T Get() => _isSet ? _value! : read();

                    public void Set(T value)
                    {
                        _value = value;
                        _isSet = true;
                    }
                }

                /// <summary>Settings that are objects.</summary>
                public static class Types
                {
            {{types}}    }
            }

            """;
    }

    private static string TypeOf(SchemaProperty setting) =>
        setting.Type is SchemaType.Nested nested ? $"Types.{nested.Name}?" : $"{CSharp.ScalarOrChoice(setting.Type)}?";

    private static string Getter(SchemaProperty setting) => setting.Type switch
    {
        SchemaType.Nested nested => $"GetObject<Types.{nested.Name}>",
        SchemaType.Scalar { Name: "boolean" } => "GetBoolean",
        SchemaType.Scalar { Name: "number" } => "GetDouble",
        SchemaType.Scalar { Name: "integer" } => "GetInt32",
        _ => "Get",
    };

    private static string Nested(string token, SchemaReader schema)
    {
        var type = schema.TypeOf(token);
        var members = string.Join("\n", schema.PropertiesOf(type, "properties", "required").Select(property =>
            $$"""
            {{CSharp.Summary(property.Description, indent: 12)}}            [JsonPropertyName("{{property.Name}}")]
                        public {{CSharp.ScalarOrChoice(property.Type)}}? {{property.Member}} { get; set; }

            """));
        return $$"""
            {{CSharp.Summary(SchemaReader.DescriptionOf(type), indent: 8)}}        public sealed class {{SchemaReader.NameOf(token)}}
                    {
            {{members}}        }

            """;
    }
}
