using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Functions;

/// <summary>Lists all Jira accounts of the store by display name.</summary>
internal sealed class GetJiraCollaborationProviders : Function
{
    private static readonly PropertySet DeclaredArguments = new();
    private static readonly PropertySet DeclaredResults = new();

    private static readonly ObjectType Info = new(
        "JiraCollaborationProviderInfo", "A Jira account as it is in the store, without its credential.", JiraAccountResults.Members);

    private static readonly Property<ImmutableArray<PropertyMap>> Providers =
        DeclaredResults.NestedList("providers", "All Jira accounts of the store, in the order of their display names.", Info, required: true);

    public override string Name => "getJiraCollaborationProviders";

    public override PropertySet Arguments => DeclaredArguments;

    public override PropertySet Results => DeclaredResults;

    public override async Task<PropertyMap> InvokeAsync(PropertyMap arguments, CheckProblems problems, Operation operation)
    {
        var found = await operation.Session.Store.Accounts.ListAsync(operation.Cancellation).ToListAsync(operation.Cancellation);
        return PropertyMap.Of((Providers.Name, Providers.Write([.. found.Select(JiraAccountResults.Encode)])));
    }
}
