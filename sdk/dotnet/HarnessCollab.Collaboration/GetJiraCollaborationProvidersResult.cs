using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>What <c>GetJiraCollaborationProviders</c> answers.</summary>
[OutputType]
public sealed class GetJiraCollaborationProvidersResult
{
    /// <summary>All Jira accounts of the store, in the order of their display names.</summary>
    public readonly ImmutableArray<Outputs.JiraCollaborationProviderInfo> Providers;

    [OutputConstructor]
    private GetJiraCollaborationProvidersResult(
        ImmutableArray<Outputs.JiraCollaborationProviderInfo> providers)
    {
        Providers = providers;
    }
}
