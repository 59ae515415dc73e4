using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Lists all accounts in the store, ordered by display name. It never returns a credential.</summary>
public static class GetJiraCollaborationProviders
{
    private const string Token = "harnesscollab:index:getJiraCollaborationProviders";

    /// <summary>Calls it now.</summary>
    /// <param name="options">How it is called.</param>
    public static Task<GetJiraCollaborationProvidersResult> InvokeAsync(InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetJiraCollaborationProvidersResult>(Token, InvokeArgs.Empty, options.WithDefaults());

    /// <summary>Calls it as part of the program's outputs.</summary>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProvidersResult> Invoke(InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProvidersResult>(Token, InvokeArgs.Empty, options.WithDefaults());

    /// <summary>Calls it when the resources named in the options exist.</summary>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProvidersResult> Invoke(InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProvidersResult>(Token, InvokeArgs.Empty, options.WithDefaults());
}
