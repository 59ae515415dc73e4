namespace HarnessCollab.Engine;

/// <summary>What to do about operations that were in flight when an earlier run ended by force.</summary>
internal static class PendingOperations
{
    /// <summary>
    /// The state to start from, with a warning before an update. Creations stay until the user says otherwise; what was to happen to an entry
    /// stays until the run has met it; all else has left nothing behind.
    /// </summary>
    public static Snapshot Review(OperationRequest request)
    {
        var pending = request.Start.PendingOperations;
        if (request.Preview || pending.IsEmpty)
        {
            return request.Start;
        }

        if (request.Kind == OperationKind.Update)
        {
            var message = $"Attempting to deploy or update resources with {pending.Length} pending operations from previous deployment.\n"
                + string.Concat(pending.Select(operation => $"  * {operation.Resource.Urn}, interrupted while {operation.Type}\n"))
                + "These resources are in an unknown state because an update was interrupted while waiting for changes to these resources to "
                + "complete. You should confirm whether or not the operations listed completed successfully by checking what is really there.\n\n"
                + "Once you have confirmed that, you can repair your stack using `collab refresh`, which reads what is there and clears the pending "
                + "operations, and `collab refresh --clear-pending-creates` for creations.";
            request.Events.Send(new DiagnosticEvent("", "warning", message, Ephemeral: false));
        }

        var there = request.Start.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        return request.Start with
        {
            PendingOperations =
                [.. pending.Where(operation => operation.IsCreation ? !request.ClearPendingCreates : there.Contains(operation.Resource.Urn))],
        };
    }
}
