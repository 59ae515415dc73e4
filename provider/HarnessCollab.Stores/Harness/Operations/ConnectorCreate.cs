using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Makes a Jira account: first the secret, then the connector that refers to it. A connector that is there beforehand is a clash, whoever
/// made it, for the platform records no owner.
/// </summary>
internal static class ConnectorCreate
{
    public static async Task<Row> RunAsync(Platform platform, Draft<JiraAccountFields> draft, Author author, CancellationToken cancellationToken)
    {
        var fields = draft.Fields;
        var place = new UsageScope.AccountOrgProject(platform.Settings.AccountId, fields.OrgId, fields.ProjectId);
        var id = Identities.Of(new(fields.DisplayName, fields.Identifier, place), platform, HarnessIdentifier.IsValid);
        if (await ConnectorCalls.FindAsync(platform, id, cancellationToken) is { } holder)
        {
            throw HarnessErrors.Taken(holder, platform.Description);
        }

        switch (draft.Credential)
        {
            case CredentialSource.Reference reference:
                var referenced = await ReferencedSecret.CheckAsync(platform, reference.TextId, id.Scope, cancellationToken);
                var connector = await ConnectorCalls.CreateAsync(platform, Connector.From(fields, id, referenced), cancellationToken);
                return await Row.OfAsync(platform, connector, cancellationToken);

            case CredentialSource.Owned owned:
                var (secret, isTaken) = await MakeSecretAsync(platform, id, fields.DisplayName, owned.Value, author, cancellationToken);
                var made = await CreateWithAsync(platform, secret, isTaken, Connector.From(fields, id, secret.Id), cancellationToken);
                return new(made, isTaken ? await OwnedSecret.InsistAsync(platform, secret, owned.Value, cancellationToken) : secret);

            default:
                throw new ArgumentException("A new account needs a credential.", nameof(draft));
        }
    }

    private static async Task<(Secret Secret, bool IsTaken)> MakeSecretAsync(
        Platform platform, HarnessId id, string displayName, SecretText value, Author author, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnedSecret.MakeAsync(
                platform, id, displayName, value, IdempotencyKey.Of(author, null), isConnectorGone: true, cancellationToken);
        }
        catch (NameTakenException)
        {
            // Whoever made the secret may be making the connector, too; then that is the clash to tell about.
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
