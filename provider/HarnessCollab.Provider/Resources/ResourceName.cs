namespace HarnessCollab.Provider.Resources;

/// <summary>Names a resource in a message by type and program name: "JiraCollaborationProvider 'jira'".</summary>
internal static class ResourceName
{
    public static string Of(string urn) => Urn.Parse(urn) is { } known ? Of(known.Type, known.Name) : urn;

    public static string Of(string type, string name) => $"{type} '{name}'";
}
