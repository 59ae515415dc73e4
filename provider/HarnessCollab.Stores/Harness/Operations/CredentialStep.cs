namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>What an update has to do with the credential.</summary>
internal enum CredentialStep
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>Create the secret that the connector will own.</summary>
    MakeOwned,

    /// <summary>Refer to a secret that is managed separately.</summary>
    Refer,

    /// <summary>Stop: somebody else has written the credential since the basis.</summary>
    Conflict,
}

/// <summary>
/// Decides what an update does with the credential. The value cannot be read, so the decision depends on whether the secret was written since the
/// basis. A write with the idempotency key of this update is its own, interrupted first half.
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
