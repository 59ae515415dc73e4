using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Looks for others that hold the display name a candidate wants.</summary>
internal static class DisplayNames
{
    /// <param name="ownId">The candidate's own row, when it has one.</param>
    /// <returns>
    /// A row of the same name that Create may find to be its own, or that Update must refuse; null when the name is free. A preview
    /// passes over what this run will have out of the way by then.
    /// </returns>
    /// <exception cref="ProviderException">Someone else holds the name.</exception>
    public static async Task<ProviderRecord?> FindHolderAsync(
        Candidate candidate, string urn, string? ownId, bool isPreview, Session session, CancellationToken cancellationToken)
    {
        if (!candidate.DisplayName.IsKnown)
        {
            return null;
        }

        var name = candidate.DisplayName.Value;
        var rows = await session.Store.FindProvidersOfLikeNameAsync(new(name), cancellationToken);
        var holder = rows.FirstOrDefault(row => row.Fields.DisplayName == name && row.Id != ownId);
        foreach (var neighbour in rows.Where(row => row.Fields.DisplayName != name && row.Id != ownId))
        {
            await session.Log.WarnAsync(
                urn,
                $"{ErrorCodes.CaseOnlyNeighbour}: the display name {TextProblems.Quote(name)} differs from {TextProblems.Quote(neighbour.Fields.DisplayName)} ({neighbour.Id}) only in upper and lower case; people will mix them up.");
        }

        if (holder is null)
        {
            return null;
        }

        await NameClash.PassOrRefuseAsync(JiraCollaborationProvider.NameKind, HolderOf(holder), urn, isPreview, session);
        return holder.Owner == urn ? holder : null;
    }

    public static NameHolder HolderOf(ProviderRecord row) => new(row.Id, row.Fields.DisplayName, row.Owner, row.UpdatedBy, row.UpdatedAt);
}
