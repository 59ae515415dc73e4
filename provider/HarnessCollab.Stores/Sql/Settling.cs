namespace HarnessCollab.Stores.Sql;

/// <summary>
/// Decides whose row it is. A new row has the mark of the process that created it, and only such a row can be left by a create whose answer was lost.
/// The next write that uses the row's id removes the mark, and so does the normal end of the process. Then the row is settled: in somebody's state.
/// </summary>
internal static class Settling
{
    private const string Settled = "settled";

    /// <summary>
    /// The reason why a create must not adopt a row; null if the row has its author's URN and is not settled, or the caller knows the row by its id.
    /// </summary>
    public static async Task<string?> ObstacleAsync(
        WriteContext write, string id, string owner, bool isSettled, bool isKnown, CancellationToken cancellationToken) =>
        isKnown ? await IsAnotherStacksAsync(write, id, owner, cancellationToken) ? StoredFields.Owner : null
        // An owner without a URN proves nothing.
        : owner != write.Owner || write.Owner.Length == 0 ? StoredFields.Owner
        : isSettled ? Settled
        : null;

    /// <summary>
    /// Whether a delete must not remove the row, because its author wrote it once and another stack has written it since. If the author never wrote
    /// it (the stack was renamed, its state was moved, or the row was imported and never updated), the author may delete it.
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
