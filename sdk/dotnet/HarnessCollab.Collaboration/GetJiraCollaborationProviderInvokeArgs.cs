using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of <c>GetJiraCollaborationProvider</c>.</summary>
public sealed class GetJiraCollaborationProviderInvokeArgs : InvokeArgs
{
    /// <summary>The Jira account's display name, letter case included. Give this or the id.</summary>
    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    /// <summary>The Jira account's id. Give this or the display name.</summary>
    [Input("id")]
    public Input<string>? Id { get; set; }

    /// <summary>No arguments set.</summary>
    public static new GetJiraCollaborationProviderInvokeArgs Empty => new();
}
