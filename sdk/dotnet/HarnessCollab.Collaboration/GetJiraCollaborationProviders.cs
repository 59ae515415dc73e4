using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>
/// Lists all Jira accounts of the store, whichever stack they belong to, in the order of their display names. Credentials are never returned. If the
/// store does not exist yet, the list is empty.
/// </summary>
/// <remarks>With an explicit provider whose settings are not known yet, it returns nothing in that preview.</remarks>
public static class GetJiraCollaborationProviders
{
    private const string Token = "harnesscollab:index:getJiraCollaborationProviders";

    /// <summary>Calls it now, with plain values.</summary>
    /// <param name="options">How it is called.</param>
    public static Task<GetJiraCollaborationProvidersResult> InvokeAsync(InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetJiraCollaborationProvidersResult>(
            Token, InvokeArgs.Empty, options.WithDefaults());

    /// <summary>Calls it when its arguments are known.</summary>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProvidersResult> Invoke(InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProvidersResult>(
            Token, InvokeArgs.Empty, options.WithDefaults());

    /// <summary>Calls it when its arguments are known and the resources named in the options exist.</summary>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProvidersResult> Invoke(InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProvidersResult>(
            Token, InvokeArgs.Empty, options.WithDefaults());
}
