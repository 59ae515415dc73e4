using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of <see cref="GetJiraCollaborationProvider"/>: one of the two.</summary>
public sealed class GetJiraCollaborationProviderArgs : InvokeArgs
{
    /// <summary>The id of the account; wins over the display name.</summary>
    [Input("id")]
    public string? Id { get; set; }

    /// <summary>The display name of the account.</summary>
    [Input("displayName")]
    public string? DisplayName { get; set; }

    /// <summary>No arguments set.</summary>
    public static new GetJiraCollaborationProviderArgs Empty => new();
}
