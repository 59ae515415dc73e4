namespace HarnessSandbox.Platform;

/// <summary>The stand-in platform as a whole: the gate first, then the call.</summary>
internal static class PlatformSite
{
    public static Answer Respond(Call call, string? apiKey, Vault vault)
    {
        var settings = call.Settings;
        if (settings.Migrated)
        {
            return Envelope.Error(403, "ACCOUNT_MIGRATED_TO_NEXT_GEN", "The account has been migrated");
        }

        if (apiKey != settings.ApiKey)
        {
            return Envelope.Error(401, "INVALID_TOKEN", "Token is not valid.");
        }

        if (call.Parameter("accountIdentifier") is not { } account)
        {
            return Envelope.BadRequest("Account detail is not present in the request");
        }

        if (account != settings.Account)
        {
            return Envelope.Error(401, "INVALID_TOKEN", "Token is not valid.");
        }

        // A list checks the permission for each object; it is refused if no object remains.
        if (call.Name is not (CallNames.ListConnectors or CallNames.ListSecrets) && !settings.Allows(call.Permission, call.Target))
        {
            return Envelope.Denied(call);
        }

        return call.Name switch
        {
            CallNames.CreateConnector => Connectors.Create(call, vault),
            CallNames.GetConnector => Connectors.Get(call, vault),
            CallNames.UpdateConnector => Connectors.Update(call, vault),
            CallNames.DeleteConnector => Connectors.Delete(call, vault),
            CallNames.ListConnectors => Connectors.List(call, vault),
            CallNames.TestConnector => ConnectionTest.Run(call, vault),
            CallNames.CreateSecret => Secrets.Create(call, vault),
            CallNames.GetSecret => Secrets.Get(call, vault),
            CallNames.UpdateSecret => Secrets.Update(call, vault),
            CallNames.DeleteSecret => Secrets.Delete(call, vault),
            CallNames.ListSecrets => Secrets.List(call, vault),
            _ => Usages.List(call, vault),
        };
    }
}
