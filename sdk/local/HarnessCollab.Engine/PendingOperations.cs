namespace HarnessCollab.Engine;

/// <summary>Handles operations that were in flight when an earlier run was killed.</summary>
internal static class PendingOperations
{
    /// <summary>
    /// The state to start from; an update also gets a warning. Pending creations stay unless the user asks to clear them. Other operations stay
    /// while the state has their resource, until the run has handled it, and are dropped otherwise.
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
