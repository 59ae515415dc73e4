namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>What an update has to do about the credential.</summary>
internal enum CredentialStep
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Make the secret that the connector is to own from now on.</summary>
    MakeOwned,

    /// <summary>Refer to a secret that lives on its own.</summary>
    Refer,

    /// <summary>Stop: somebody else has written the credential since it was known.</summary>
    Conflict,
}

/// <summary>
/// Decides about the credential of an update. The value cannot be read, so what is known is whether the secret has been written since
/// the basis; a write that carries the stamp of this very update is the first half of it.
/// </summary>
internal static class CredentialSteps
{
    public static CredentialStep Of(StoredConnector row, CredentialSource candidate, Draft<JiraAccountFields> basis, string stamp) => candidate switch
    {
        CredentialSource.Owned owned when row.OwnsSecret => OnOwned(row, owned.Value, basis, stamp),
        CredentialSource.Owned => RefersTo(row, basis.Credential) ? CredentialStep.MakeOwned : CredentialStep.Conflict,
        CredentialSource.Reference reference => ToReference(row, reference.TextId, basis, stamp),
        _ => CredentialStep.Keep,
    };

    private static CredentialStep OnOwned(StoredConnector row, SecretText value, Draft<JiraAccountFields> basis, string stamp)
    {
        if (row.Secret is null || basis.Credential is CredentialSource.AsStored || row.Secret.IdempotencyKey == stamp)
        {
            return CredentialStep.MakeOwned;
        }

        return (basis.Credential, row.Modification.Matches(basis.Revision)) switch
        {
            (CredentialSource.Owned known, CredentialMatch.Same) => known.Value.Equals(value) ? CredentialStep.Keep : CredentialStep.MakeOwned,
            (CredentialSource.Owned, CredentialMatch.Unknown) => CredentialStep.MakeOwned,
            _ => CredentialStep.Conflict,
        };
    }

    private static CredentialStep ToReference(StoredConnector row, string textId, Draft<JiraAccountFields> basis, string stamp)
    {
        if (!row.OwnsSecret && row.Connector.Secret.ToString() == textId)
        {
            return CredentialStep.Keep;
        }

        var isAsKnown = row.OwnsSecret
            ? basis.Credential is CredentialSource.AsStored
                || (basis.Credential is CredentialSource.Owned
                    && (row.Secret?.IdempotencyKey == stamp || row.Modification.Matches(basis.Revision) != CredentialMatch.Differs))
            : RefersTo(row, basis.Credential);
        return isAsKnown ? CredentialStep.Refer : CredentialStep.Conflict;
    }

    private static bool RefersTo(StoredConnector row, CredentialSource basis) => basis switch
    {
        CredentialSource.AsStored => true,
        CredentialSource.Reference reference => reference.TextId == row.Connector.Secret.ToString(),
        _ => false,
    };
}
