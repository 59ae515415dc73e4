using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of <c>GetJiraCollaborationProvider</c>, as plain values.</summary>
public sealed class GetJiraCollaborationProviderArgs : InvokeArgs
{
    /// <summary>The Jira account's display name, letter case included. Give this or the id.</summary>
    [Input("displayName")]
    public string? DisplayName { get; set; }

    /// <summary>The Jira account's id. Give this or the display name.</summary>
    [Input("id")]
    public string? Id { get; set; }

    /// <summary>No arguments set.</summary>
    public static new GetJiraCollaborationProviderArgs Empty => new();
}
