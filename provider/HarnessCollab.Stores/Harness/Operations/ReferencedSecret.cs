using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>A secret that is managed separately and that a connector refers to.</summary>
internal static class ReferencedSecret
{
    /// <exception cref="StoreException">It does not exist, belongs to another connector, or is in a scope that the connector may not use.</exception>
    public static async Task<HarnessId> CheckAsync(Platform platform, string textId, HarnessScope connector, CancellationToken cancellationToken)
    {
        var id = HarnessId.Parse(textId) ?? throw HarnessErrors.NotAnId(textId);
        if (!id.Scope.Covers(connector))
        {
            throw HarnessErrors.OutOfScope(id, connector);
        }

        // The platform needs no permission on the secret for a reference to it; if our key may not see the secret, the platform checks the reference.
        var (secret, isHidden) = await SecretCalls.LookAsync(platform, id, cancellationToken);
        return isHidden ? id
            : secret is null ? throw StoreErrors.NoText(textId, platform.Description)
            : secret.IsManaged ? throw StoreErrors.Managed(SecretTable.RecordOf(secret, platform.Settings.AccountId), platform.Description) : id;
    }
}
