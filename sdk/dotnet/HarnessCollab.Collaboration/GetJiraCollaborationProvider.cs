using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Finds a Jira account by id or display name. The credential is never returned.</summary>
/// <remarks>
/// A function is called when its arguments are known. In YAML it cannot wait for a resource that it only names: pass the account's id instead of its
/// display name if both are in one program. With an explicit provider whose settings are not known yet, it returns nothing in that preview.
/// </remarks>
public static class GetJiraCollaborationProvider
{
    private const string Token = "harnesscollab:index:getJiraCollaborationProvider";

    /// <summary>Calls it now, with plain values.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Task<GetJiraCollaborationProviderResult> InvokeAsync(GetJiraCollaborationProviderArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetJiraCollaborationProviderResult>(
            Token, args ?? new GetJiraCollaborationProviderArgs(), options.WithDefaults());

    /// <summary>Calls it when its arguments are known.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProviderResult> Invoke(GetJiraCollaborationProviderInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProviderResult>(
            Token, args ?? new GetJiraCollaborationProviderInvokeArgs(), options.WithDefaults());

    /// <summary>Calls it when its arguments are known and the resources named in the options exist.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">How it is called.</param>
    public static Output<GetJiraCollaborationProviderResult> Invoke(GetJiraCollaborationProviderInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetJiraCollaborationProviderResult>(
            Token, args ?? new GetJiraCollaborationProviderInvokeArgs(), options.WithDefaults());
}
