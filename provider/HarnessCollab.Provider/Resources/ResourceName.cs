namespace HarnessCollab.Provider.Resources;

/// <summary>Names a resource in a message by type and program name: "JiraCollaborationProvider 'jira'".</summary>
internal static class ResourceName
{
    public static string Of(string urn) => urn.Split("::", 4) is [_, _, var type, var name] ? Of(type[(type.LastIndexOf(':') + 1)..], name) : urn;

    public static string Of(string type, string name) => $"{type} '{name}'";
}
