using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Removes a provider: first the connector, then the secret it owned. A delete that was cut short in between is finished by the next.
/// </summary>
internal static class ConnectorDelete
{
    public static async Task<DeleteResult> RunAsync(Platform platform, HarnessId id, bool isForced, CancellationToken cancellationToken)
    {
        if (await Row.FindAsync(platform, id, cancellationToken) is not { } row)
        {
            return await OwnedSecret.SweepAsync(platform, id, cancellationToken) ? new(true, null, null) : DeleteResult.Missing;
        }

        await ConnectorCalls.DeleteAsync(platform, row.Connector, isForced, cancellationToken);
        if (row is { OwnsSecret: true, Secret: { } secret })
        {
            await SecretCalls.DeleteAsync(platform, secret, isForced, cancellationToken);
        }

        return new(true, null, null);
    }
}
