namespace HarnessCollab.Stores;

/// <summary>The stack and the project that a URN names: together they are a part of every row's owner.</summary>
public sealed record StackName(string Stack, string Project)
{
    /// <summary>Reads them from <c>urn:pulumi:STACK::PROJECT::TYPE::NAME</c>; null when it is no such thing.</summary>
    public static StackName? Of(string? urn) =>
        urn?.Split("::", 4) is [['u', 'r', 'n', ':', .. var scheme], var project, _, _] && scheme.StartsWith("pulumi:", StringComparison.Ordinal)
            ? new(scheme["pulumi:".Length..], project)
            : null;

    /// <summary>For messages: <c>stack 'dev' of project 'shop'</c>.</summary>
    public override string ToString() => $"stack '{Stack}' of project '{Project}'";
}
