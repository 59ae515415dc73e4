using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>A secret that lives on its own and is to be used by a connector.</summary>
internal static class ReferencedSecret
{
    /// <exception cref="StoreException">It is not there, belongs to another connector, or lies where the connector may not look.</exception>
    public static async Task<HarnessId> CheckAsync(Platform platform, string textId, HarnessScope connector, CancellationToken cancellationToken)
    {
        var id = HarnessId.Parse(textId) ?? throw HarnessErrors.NotAnId(textId);
        if (!id.Scope.Covers(connector))
        {
            throw HarnessErrors.OutOfScope(id, connector);
        }

        // The platform asks no right to the secret of whoever refers to it; where the key may not look, the platform does.
        var (secret, isHidden) = await SecretCalls.LookAsync(platform, id, cancellationToken);
        return isHidden ? id
            : secret is null ? throw StoreErrors.NoText(textId, platform.Description)
            : secret.IsManaged ? throw StoreErrors.Managed(SecretTable.RecordOf(secret, platform.Settings.AccountId), platform.Description) : id;
    }
}
