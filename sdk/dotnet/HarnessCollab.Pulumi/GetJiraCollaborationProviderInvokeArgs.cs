using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of <see cref="GetJiraCollaborationProvider"/>: one of the two.</summary>
public sealed class GetJiraCollaborationProviderInvokeArgs : InvokeArgs
{
    /// <summary>The id of the account; wins over the display name.</summary>
    [Input("id")]
    public Input<string>? Id { get; set; }

    /// <summary>The display name of the account.</summary>
    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    /// <summary>No arguments set.</summary>
    public static new GetJiraCollaborationProviderInvokeArgs Empty => new();
}
