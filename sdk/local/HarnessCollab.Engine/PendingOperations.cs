using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine;

/// <summary>What to do about operations that were in flight when an earlier run ended by force.</summary>
internal static class PendingOperations
{
    /// <summary>Warns before an update, and drops all but creations: for the others the old entry is still right.</summary>
    public static async Task ReviewAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        var pending = request.Start.PendingOperations;
        if (request.Preview || pending.IsEmpty)
        {
            return;
        }

        if (request.Kind == OperationKind.Update)
        {
            request.Events.Send(new DiagnosticEvent("", "warning", $"""
                Attempting to deploy or update resources with {pending.Length} pending operations from previous deployment.
                {string.Join('\n', pending.Select(operation => $"  * {operation.Resource.Urn}, interrupted while {operation.Type}"))}
                These resources are in an unknown state because the Pulumi CLI was interrupted while waiting for changes to these resources to complete. You should confirm whether or not the operations listed completed successfully by checking the state of the appropriate provider. For example, if you are using AWS, you can confirm using the AWS Console.

                Once you have confirmed the status of the interrupted operations, you can repair your stack using `pulumi refresh` which will refresh the state from the provider you are using and clear the pending operations if there are any.

                Note that `pulumi refresh` will need to be run interactively to clear pending CREATE operations.
                """, Ephemeral: false));
        }

        foreach (var operation in pending.Where(operation => operation.Type != "creating"))
        {
            await request.Sink!.EndAsync(operation, SnapshotChange.None, cancellationToken).ConfigureAwait(false);
        }
    }
}
