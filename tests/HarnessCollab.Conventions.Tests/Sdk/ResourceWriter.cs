using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The classes of resources and of the provider.</summary>
internal static class ResourceWriter
{
    public static string Write(string token, JsonElement declaration, IReadOnlyList<SchemaProperty> outputs)
    {
        var name = SchemaReader.NameOf(token);
        return $$"""
            {{CSharp.Usings(outputs)}}
            namespace {{CSharp.Namespace}};

            {{CSharp.Summary(SchemaReader.DescriptionOf(declaration), indent: 0)}}[CollaborationResourceType(Token)]
            public partial class {{name}} : CustomResource
            {
                private const string Token = "{{token}}";

            {{Members(outputs)}}    /// <summary>Declares the resource.</summary>
                /// <param name="name">Its name in the program, unique among its kind and parent.</param>
                /// <param name="args">Its arguments.</param>
                /// <param name="options">How the engine treats it.</param>
                public {{name}}(string name, {{name}}Args args, CustomResourceOptions? options = null)
                    : base(Token, name, args ?? new {{name}}Args(), MakeResourceOptions(options, id: null))
                {
                }

                private {{name}}(string name, Input<string> id, CustomResourceOptions? options = null)
                    : base(Token, name, args: null, MakeResourceOptions(options, id))
                {
                }

                /// <summary>Reads an existing one, which the stack then does not manage.</summary>
                /// <param name="name">Its name in the program.</param>
                /// <param name="id">Its id in the store.</param>
                /// <param name="options">How the engine treats it.</param>
                public static {{name}} Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

                private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)
                {
            {{Defaults(outputs)}}        var merged = CustomResourceOptions.Merge(defaults, options);

                    // An id given here wins over the one in the options.
                    merged.Id = id ?? merged.Id;
                    return merged;
                }
            }

            """;
    }

    /// <param name="outputs">Only the texts: a provider has no other outputs.</param>
    public static string WriteProvider(JsonElement declaration, IReadOnlyList<SchemaProperty> outputs) =>
        $$"""
        using Pulumi;

        namespace {{CSharp.Namespace}};

        {{CSharp.Summary(SchemaReader.DescriptionOf(declaration), indent: 0)}}[CollaborationResourceType("pulumi:providers:harnesscollab")]
        public partial class Provider : ProviderResource
        {
        {{Members(outputs)}}    /// <summary>Declares the provider.</summary>
            /// <param name="name">Its name in the program.</param>
            /// <param name="args">Its settings; what is unset comes from the environment.</param>
            /// <param name="options">How the engine treats it.</param>
            public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
                : base("harnesscollab", name, args ?? new ProviderArgs(), MakeResourceOptions(options))
            {
            }

            private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options)
            {
        {{Defaults(outputs)}}        return CustomResourceOptions.Merge(defaults, options);
            }
        }

        """;

    private static string Members(IEnumerable<SchemaProperty> outputs) => string.Concat(outputs.Select(output =>
        $$"""
        {{CSharp.Summary(output.Description, indent: 4)}}    [Output("{{output.Name}}")]
            public Output<{{CSharp.Result(output)}}> {{output.Member}} { get; private set; } = null!;


        """));

    private static string Defaults(IEnumerable<SchemaProperty> outputs)
    {
        var secrets = string.Join(", ", outputs.Where(output => output.IsSecret).Select(output => $"\"{output.Name}\""));
        return $$"""
                    var defaults = new CustomResourceOptions
                    {
                        Version = Utilities.Version,
                        PluginDownloadURL = Utilities.PluginDownloadURL,
                        AdditionalSecretOutputs = { {{secrets}} },
                    };

            """;
    }
}
