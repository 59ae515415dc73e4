using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources;

/// <content>Lists objects, for import or for other tools.</content>
internal abstract partial class StoredResource<TCandidate, TFields, TRecord>
{
    public sealed override PropertySet ListProperties => Query.Properties;

    /// <summary>The properties by which the objects can be searched.</summary>
    protected abstract ListQuery<TFields> Query { get; }

    public sealed override async Task<IAsyncEnumerable<FoundObject>?> ListAsync(ListRequest request, Operation operation)
    {
        var session = operation.Session;
        var problems = new CheckProblems($"the list of {Name}s");
        var query = InputCheck.WithoutEmpty(ListProperties, InputCheck.Run(ListProperties, request.Query, problems));
        RefuseUnfit(ListProperties, query, session, problems);
        query = PlaceRule.Apply(query, session, problems);
        if (problems.Any)
        {
            throw new PluginException(problems);
        }

        if (query.Any(property => property.Value.ContainsUnknowns))
        {
            return null;
        }

        await StoreGuard.EnsureExistsAsync(session.Store, operation.Cancellation);
        return Table(session).SearchAsync(
            request.After, PlaceRule.Of(query, session), fields => Query.IsMeant(fields, query), operation.Cancellation);
    }
}
