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
        var id = HarnessId.Parse(textId) ?? throw HarnessRefusals.NotAnId(textId);
        if (!id.Scope.Covers(connector))
        {
            throw HarnessRefusals.OutOfScope(id, connector);
        }

        var secret = await SecretCalls.FindAsync(platform, id, cancellationToken) ?? throw Refusals.NoText(textId, platform.Description);
        return secret.IsManaged ? throw Refusals.Managed(TextRecords.Of(secret, platform.Settings.AccountId), platform.Description) : id;
    }
}
