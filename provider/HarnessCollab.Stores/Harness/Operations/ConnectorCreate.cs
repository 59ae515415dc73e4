using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Creates a Jira account: first the secret, then the connector that refers to it. An existing connector is a name clash, because the platform does
/// not record owners. The exception is a connector that an interrupted run of the same author has left.
/// </summary>
internal static class ConnectorCreate
{
    public static async Task<StoredConnector> RunAsync(
        Platform platform, Draft<JiraAccountFields> draft, Author author, CancellationToken cancellationToken)
    {
        var fields = draft.Fields;
        var place = new UsageScope.AccountOrgProject(platform.Settings.AccountId, fields.OrgId, fields.ProjectId);
        var id = Identities.Of(new(fields.DisplayName, fields.Identifier, place), platform, HarnessIdentifier.IsValid);
        if (await ConnectorCalls.FindAsync(platform, id, cancellationToken) is { } holder)
        {
            throw HarnessErrors.Taken(holder, platform.Description);
        }

        var stamp = IdempotencyKey.OfCreate(author, platform.Runs.Nonce);
        switch (draft.Credential)
        {
            case CredentialSource.Reference reference:
                var referenced = await ReferencedSecret.CheckAsync(platform, reference.TextId, id.Scope, cancellationToken);
                var connector = await ConnectorCalls.CreateAsync(platform, Wanted(fields, id, referenced, stamp), cancellationToken);
                return await StoredConnector.OfAsync(platform, connector, cancellationToken);

            case CredentialSource.Owned owned:
                var (secret, isTaken) = await MakeSecretAsync(platform, id, fields.DisplayName, owned.Value, stamp, cancellationToken);
                var made = await CreateWithAsync(platform, secret, isTaken, Wanted(fields, id, secret.Id, stamp), cancellationToken);
                return new(made, isTaken ? await OwnedSecret.InsistAsync(platform, secret, owned.Value, cancellationToken) : secret);

            default:
                throw new ArgumentException("A new account needs a credential.", nameof(draft));
        }
    }

    /// <summary>Adopts what an unanswered create of the author has left, if nobody has changed it and it has the requested settings.</summary>
    public static async Task<StoredConnector> TakeUpAsync(
        Platform platform, HarnessId id, Draft<JiraAccountFields> draft, Author author, CancellationToken cancellationToken)
    {
        var row = await StoredConnector.FindAsync(platform, id, cancellationToken)
            ?? throw StoreErrors.NoAccount(id.ToString(), platform.Description);
        var owned = draft.Credential as CredentialSource.Owned;
        var secret = draft.Credential is CredentialSource.Reference reference ? HarnessId.Parse(reference.TextId) : Secret.OwnedBy(id);
        if (row.OwnsSecret != owned is not null || !row.Connector.Says(Connector.From(draft.Fields, id, secret ?? id))
            || !await platform.Runs.MayHaveLeftAsync(row.CreateStamp, author))
        {
            throw HarnessErrors.Taken(row.Connector, platform.Description);
        }

        if (owned is null)
        {
            return row;
        }

        var stamp = IdempotencyKey.OfCreate(author, platform.Runs.Nonce, takesUp: true);
        var wanted = OwnedSecret.Wanted(row.Secret!, id, draft.Fields.DisplayName, stamp);
        return row with
        {
            Secret = await SecretCalls.UpdateAsync(platform, wanted, owned.Value, cancellationToken)
                ?? throw HarnessErrors.Taken(row.Connector, platform.Description),
        };
    }

    private static Connector Wanted(JiraAccountFields fields, HarnessId id, HarnessId secret, string stamp)
    {
        var wanted = Connector.From(fields, id, secret);
        return wanted with { Tags = wanted.Tags.SetItem(Secret.StampTag, stamp) };
    }

    private static async Task<(Secret Secret, bool IsTaken)> MakeSecretAsync(
        Platform platform, HarnessId id, string displayName, SecretText value, string stamp, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnedSecret.MakeFirstAsync(platform, id, displayName, value, stamp, cancellationToken);
        }
        catch (NameTakenException)
        {
            // The creator of this secret may also be creating the connector; then we report the connector as the clash.
            if (await ConnectorCalls.FindAsync(platform, id, cancellationToken) is { } holder)
            {
                throw HarnessErrors.Taken(holder, platform.Description);
            }

            throw;
        }
    }

    private static async Task<Connector> CreateWithAsync(
        Platform platform, Secret secret, bool isTaken, Connector wanted, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectorCalls.CreateAsync(platform, wanted, cancellationToken);
        }
        catch (StoreException failure) when (failure.Code != StoreErrorCodes.OutcomeUnknown && !(isTaken && failure is NameTakenException))
        {
            throw await OwnedSecret.WithdrawAsync(platform, secret, failure, cancellationToken);
        }
    }
}
