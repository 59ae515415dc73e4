namespace HarnessCollab.Common;

/// <summary>The name of a resource, the same in every run: <c>urn:pulumi:STACK::PROJECT::TYPE::NAME</c>.</summary>
/// <param name="Scheme">The part before the project: <c>urn:pulumi:STACK</c>.</param>
/// <param name="Project">The project's name.</param>
/// <param name="QualifiedType">The type token, after the types of its parents, separated by <c>$</c>.</param>
/// <param name="Name">The name in the program; any text, which can contain <c>::</c>.</param>
public sealed record Urn(string Scheme, string Project, string QualifiedType, string Name)
{
    private const string Prefix = "urn:pulumi:";

    /// <summary>The type token: <c>package:module:Type</c>.</summary>
    public string Token => QualifiedType[(QualifiedType.LastIndexOf('$') + 1)..];

    /// <summary>The type's own name.</summary>
    public string Type => QualifiedType[(QualifiedType.LastIndexOf(':') + 1)..];

    /// <summary>The stack's name; null where the text is not a Pulumi URN.</summary>
    public StackName? Stack => Scheme.StartsWith(Prefix, StringComparison.Ordinal) ? new(Scheme[Prefix.Length..], Project) : null;

    /// <summary>Parses a text; null when it is not a URN.</summary>
    public static Urn? Parse(string? text) =>
        text?.Split("::", 4) is [var scheme, var project, var type, var name] ? new(scheme, project, type, name) : null;
}

/// <summary>The stack and the project that a URN names: together they are a part of the owner of each row.</summary>
public sealed record StackName(string Stack, string Project)
{
    /// <summary>Reads them from a URN; null when it is not a URN.</summary>
    public static StackName? Of(string? urn) => Urn.Parse(urn)?.Stack;

    /// <summary>For messages: <c>stack 'dev' of project 'shop'</c>.</summary>
    public override string ToString() => $"stack '{Stack}' of project '{Project}'";
}
