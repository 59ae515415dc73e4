using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Looks for others that hold the display name a candidate wants.</summary>
internal static class DisplayNames
{
    /// <param name="own">The candidate's own row, when it has one.</param>
    /// <returns>A row of the same name that Create may find to be its own; null when the name is free, or, in a preview, will be.</returns>
    /// <exception cref="PluginException">Someone else holds the name.</exception>
    public static async Task<JiraAccountRecord?> FindHolderAsync(
        JiraAccountCandidate candidate, string urn, JiraAccountRecord? own, bool isPreview, Session session, CancellationToken cancellationToken)
    {
        if (candidate.Identity is not { } wanted)
        {
            return null;
        }

        var name = wanted.DisplayName;
        var rows = await session.Store.FindProvidersOfLikeNameAsync(wanted, cancellationToken);
        var others = rows.Where(row => row.Id != own?.Id && !(isPreview && session.Memory.IsOutgoing(urn, row.Id))).ToArray();
        var holder = session.Store.Capabilities.NamesAreUnique ? others.FirstOrDefault(row => row.Fields.DisplayName == name)
            : own is null ? await session.Store.FindProviderInTheWayAsync(wanted, cancellationToken)
            : null; // An object keeps its identifier, whatever it is called.
        foreach (var neighbour in others.Where(row => row.Id != holder?.Id))
        {
            var like = neighbour.Fields.DisplayName == name
                ? $"{neighbour.Id} has the display name {TextProblems.Quote(name)} as well"
                : $"the display name {TextProblems.Quote(name)} differs from {TextProblems.Quote(neighbour.Fields.DisplayName)} ({neighbour.Id}) only in upper and lower case";
            await session.Log.WarnAsync(urn, $"{ErrorCodes.CaseOnlyNeighbour}: {like}; people will mix them up.");
        }

        if (holder is null || (isPreview && session.Memory.IsOutgoing(urn, holder.Id)))
        {
            return null;
        }

        var wish = new NameWish(urn, own?.Fields.DisplayName);
        return await NameClash.PassAsync(JiraCollaborationProvider.NameKind, HolderOf(holder), holder.IsSettled, wish, isPreview, session, cancellationToken) ? holder : null;
    }

    public static NameHolder HolderOf(JiraAccountRecord row) => new(row.Id, row.Fields.DisplayName, row.Owner, row.UpdatedBy, row.UpdatedAt);
}
