using HarnessCollab.Common;

namespace HarnessCollab.Engine.State;

/// <summary>Builds and reads <c>urn:pulumi:STACK::PROJECT::QUALIFIED$TYPE::NAME</c>.</summary>
public static class Urns
{
    public const string StackType = "pulumi:pulumi:Stack";

    public const string ProviderTypePrefix = "pulumi:providers:";

    public static bool IsProviderType(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>True for a provider that the engine made from the stack's configuration; displays hide it and summaries do not count it.</summary>
    public static bool IsDefaultProvider(string urn) =>
        IsProviderType(TypeOf(urn)) && (NameOf(urn) == "default" || NameOf(urn).StartsWith("default_", StringComparison.Ordinal));

    public static string Create(string stack, string project, string parentUrn, string type, string name)
    {
        var parentType = Urn.Parse(parentUrn)?.QualifiedType ?? "";
        var qualified = parentType.Length == 0 || parentType == StackType ? type : $"{parentType}${type}";
        return $"urn:pulumi:{stack}::{project}::{qualified}::{name}";
    }

    public static string NameOf(string urn) => Urn.Parse(urn)?.Name ?? "";

    /// <summary>The resource's own type, without those of its parents.</summary>
    public static string TypeOf(string urn) => Urn.Parse(urn)?.Token ?? "";
}
