namespace HarnessCollab.Engine.State;

/// <summary>Builds and reads <c>urn:pulumi:STACK::PROJECT::QUALIFIED$TYPE::NAME</c>.</summary>
public static class Urns
{
    public const string StackType = "pulumi:pulumi:Stack";

    public const string ProviderTypePrefix = "pulumi:providers:";

    public static bool IsProviderType(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>True for a provider that the engine made from the stack's configuration; displays hide it and nothing counts it.</summary>
    public static bool IsDefaultProvider(string urn) =>
        IsProviderType(TypeOf(urn)) && (NameOf(urn) == "default" || NameOf(urn).StartsWith("default_", StringComparison.Ordinal));

    public static string Create(string stack, string project, string parentUrn, string type, string name)
    {
        var parentType = parentUrn.Length == 0 ? "" : QualifiedTypeOf(parentUrn);
        var qualified = parentType.Length == 0 || parentType == StackType ? type : $"{parentType}${type}";
        return $"urn:pulumi:{stack}::{project}::{qualified}::{name}";
    }

    /// <summary>Everything after the third <c>::</c>; a name may hold <c>::</c> itself.</summary>
    public static string NameOf(string urn) => Part(urn, 3);

    public static string QualifiedTypeOf(string urn) => Part(urn, 2);

    /// <summary>The resource's own type, without those of its parents.</summary>
    public static string TypeOf(string urn)
    {
        var qualified = QualifiedTypeOf(urn);
        return qualified[(qualified.LastIndexOf('$') + 1)..];
    }

    private static string Part(string urn, int index)
    {
        var parts = urn.Split("::", 4);
        return index < parts.Length ? parts[index] : "";
    }
}
