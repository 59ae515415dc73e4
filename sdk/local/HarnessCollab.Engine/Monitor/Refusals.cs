using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Names the features of a Pulumi engine that a program asks for and this engine does not support. None is silently ignored.</summary>
internal static class Refusals
{
    /// <summary>The feature in this registration that is not supported; null when all are.</summary>
    public static string? Find(RegisterResourceRequest request) =>
        request.Remote ? "a remote component"
        : request.Transforms.Count > 0 ? "the option 'transforms'"
        : request.Hooks is { } hooks && hooks.CalculateSize() > 0 ? "the option 'hooks'"
        : request.PackageRef.Length > 0 ? "a parameterized package"
        : request.ReplaceOnChanges.Count > 0 ? "the option 'replaceOnChanges'"
        : request.ReplaceWith.Count > 0 ? "the option 'replaceWith'"
        : request.ReplacementTrigger is { KindCase: not (Value.KindOneofCase.None or Value.KindOneofCase.NullValue) }
            ? "the option 'replacementTrigger'"
        : request.HideDiffs.Count > 0 ? "the option 'hideDiffs'"
        : request.EnvVarMappings.Count > 0 ? "the option 'envVarMappings'"
        : request.PluginChecksums.Count > 0 ? "the option 'pluginChecksums'"
        : request.AliasURNs.Count > 0 || request.Aliases.Any(alias => !IsByName(alias, request)) ? "an alias other than by name"
        : OfType(request.Type);

    public static string? Find(ReadResourceRequest request) =>
        request.PackageRef.Length > 0 ? "a parameterized package"
        : request.PluginChecksums.Count > 0 ? "the option 'pluginChecksums'"
        : OfType(request.Type);

    public static string? Find(ResourceInvokeRequest request) =>
        request.PackageRef.Length > 0 ? "a parameterized package"
        : request.Tok.StartsWith("pulumi:", StringComparison.Ordinal) ? $"the function {request.Tok}"
        : null;

    public static string Text(string subject, string what) =>
        $"{subject}: {what} is not supported by collab; use the Pulumi CLI for this program, or leave it out";

    private static string? OfType(string type) =>
        type == "pulumi:pulumi:StackReference" ? "a stack reference"
        : type.StartsWith("pulumi:index:", StringComparison.Ordinal) ? $"the resource type {type}"
        : null;

    private static bool IsByName(Alias alias, RegisterResourceRequest request) =>
        alias.AliasCase == Alias.AliasOneofCase.Spec
        && alias.Spec is { Name.Length: > 0, Stack.Length: 0, Project.Length: 0 } spec
        && (spec.Type.Length == 0 || spec.Type == request.Type)
        && !spec.NoParent && (spec.ParentUrn.Length == 0 || spec.ParentUrn == request.Parent);
}
