using System.Text.Json;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The classes by which a program calls a function: at once with plain values, or as part of its outputs.</summary>
internal static class FunctionWriter
{
    public static string Write(string token, JsonElement declaration, bool hasArguments)
    {
        var name = ClassOf(token);
        var (plain, inputs) = hasArguments ? ($"{name}Args", $"{name}InvokeArgs") : (null, (string?)null);
        const string WhenKnown = "Calls it when its arguments are known";
        var invokeAsync = Method("InvokeAsync", "Calls it now, with plain values.", $"Task<{name}Result>", plain, "InvokeOptions? options = null");
        var invoke = Method("Invoke", $"{WhenKnown}.", $"Output<{name}Result>", inputs, "InvokeOptions? options = null");
        var invokeAfter = Method(
            "Invoke", $"{WhenKnown} and the resources named in the options exist.", $"Output<{name}Result>", inputs, "InvokeOutputOptions options");
        return $$"""
            using Pulumi;

            namespace {{CSharp.Namespace}};

            {{CSharp.Summary(SchemaReader.DescriptionOf(declaration), indent: 0)}}public static class {{name}}
            {
                private const string Token = "{{token}}";

            {{invokeAsync}}

            {{invoke}}

            {{invokeAfter}}
            }

            """;
    }

    public static string ClassOf(string token)
    {
        var name = SchemaReader.NameOf(token);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Method(string method, string summary, string result, string? arguments, string options)
    {
        var value = arguments is null ? "InvokeArgs.Empty" : $"args ?? new {arguments}()";
        var documented = arguments is null ? "" : "    /// <param name=\"args\">The arguments.</param>\n";
        var answer = result[(result.IndexOf('<', StringComparison.Ordinal) + 1)..^1];
        return $$"""
                /// <summary>{{summary}}</summary>
            {{documented}}    /// <param name="options">How it is called.</param>
                public static {{result}} {{method}}({{(arguments is null ? "" : $"{arguments} args, ")}}{{options}}) =>
                    Deployment.Instance.{{method}}<{{answer}}>(
                        Token, {{value}}, options.WithDefaults());
            """;
    }
}
