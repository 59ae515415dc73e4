using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Deletes an account: first the connector, then the secrets that it owned. The next delete completes one that was interrupted in between.
/// </summary>
internal static class ConnectorDelete
{
    public static async Task<DeleteResult> RunAsync(Platform platform, HarnessId id, bool isForced, CancellationToken cancellationToken)
    {
        var row = await StoredConnector.FindAsync(platform, id, cancellationToken);
        if (row is not null)
        {
            await ConnectorCalls.DeleteAsync(platform, row.Connector, isForced, cancellationToken);
        }

        var secrets = await OwnedSecret.AllAsync(platform, id, cancellationToken);
        if (row is { OwnsSecret: true, Secret: { } own } && !secrets.Exists(secret => secret.Id == own.Id))
        {
            secrets.Add(own);
        }

        foreach (var secret in secrets)
        {
            await SecretCalls.DeleteAsync(platform, secret, isForced, cancellationToken);
        }

        return row is null && secrets.Count == 0 ? DeleteResult.Missing : new(true, null, null);
    }
}
