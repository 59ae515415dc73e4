namespace HarnessCollab.Stores.Sql;

/// <summary>
/// Whose row is it? A new row bears the mark of the process that made it, and only such a row can be the lost answer of a create. The mark
/// goes with the next write that carries the row's id, or when its maker ends in order: from then on the row is settled, in somebody's state.
/// </summary>
internal static class Settling
{
    private const string Settled = "settled";

    /// <summary>
    /// What keeps a create from taking a row up; null where the row bears its author's URN and is not settled, or the caller knows it by its id.
    /// </summary>
    public static async Task<string?> ObstacleAsync(
        WriteContext write, string id, string owner, bool isSettled, bool isKnown, CancellationToken cancellationToken) =>
        isKnown ? await IsAnotherStacksAsync(write, id, owner, cancellationToken) ? StoredFields.Owner : null
        // An owner that nobody claimed proves nothing.
        : owner != write.Owner || write.Owner.Length == 0 ? StoredFields.Owner
        : isSettled ? Settled
        : null;

    /// <summary>
    /// Whether a delete must leave the row alone: its author wrote it once, and another stack has written it since. Where the author never wrote
    /// it (its stack was renamed, its state was moved here, it was imported and never updated) it is the author's to delete.
    /// </summary>
    public static async Task<bool> IsAnotherStacksAsync(WriteContext write, string id, string owner, CancellationToken cancellationToken)
    {
        if (owner == write.Owner || StackName.Of(write.Owner) is not { } mine)
        {
            return false;
        }

        var writers = await JournalRows.WritersAsync(write.Session, id, cancellationToken);
        var own = writers.LastIndexOf(write.Owner);
        return own >= 0 && writers.Skip(own + 1).Any(urn => StackName.Of(urn) is { } other && other != mine);
    }
}
