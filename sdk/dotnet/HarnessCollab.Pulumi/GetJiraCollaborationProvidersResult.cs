using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>What <see cref="GetJiraCollaborationProviders"/> answers.</summary>
[OutputType]
public sealed class GetJiraCollaborationProvidersResult
{
    /// <summary>The accounts.</summary>
    public readonly ImmutableArray<Outputs.JiraCollaborationProviderInfo> Providers;

    [OutputConstructor]
    private GetJiraCollaborationProvidersResult(
        ImmutableArray<Outputs.JiraCollaborationProviderInfo> providers)
    {
        Providers = providers;
    }
}
