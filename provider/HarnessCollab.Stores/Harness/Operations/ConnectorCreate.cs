using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Makes a provider: first the secret, then the connector that refers to it. A connector that is there beforehand is a clash, whoever
/// made it, for the platform records no owner.
/// </summary>
internal static class ConnectorCreate
{
    public static async Task<Row> RunAsync(Platform platform, JiraAccountDraft draft, Author author, CancellationToken cancellationToken)
    {
        var id = Identities.Of(draft.Fields.Identity);
        if (await ConnectorCalls.FindAsync(platform, id, cancellationToken) is { } holder)
        {
            throw HarnessErrors.Taken(holder, platform.Description);
        }

        switch (draft.Credential)
        {
            case CredentialSource.Reference reference:
                var referenced = await ReferencedSecret.CheckAsync(platform, reference.TextId, id.Scope, cancellationToken);
                var connector = await ConnectorCalls.CreateAsync(platform, Connector.From(draft.Fields, id, referenced), cancellationToken);
                return await Row.OfAsync(platform, connector, cancellationToken);

            case CredentialSource.Owned owned:
                var (secret, isTaken) = await MakeSecretAsync(platform, id, draft.Fields.DisplayName, owned.Value, author, cancellationToken);
                var made = await CreateWithAsync(platform, secret, isTaken, Connector.From(draft.Fields, id, secret.Id), cancellationToken);
                return new(made, isTaken ? await OwnedSecret.InsistAsync(platform, secret, owned.Value, cancellationToken) : secret);

            default:
                throw new ArgumentException("A new provider needs a credential.", nameof(draft));
        }
    }

    private static async Task<(Secret Secret, bool IsTaken)> MakeSecretAsync(
        Platform platform, HarnessId id, string displayName, SecretText value, Author author, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnedSecret.MakeAsync(platform, id, displayName, value, IdempotencyKey.Of(author, null), isConnectorGone: true, cancellationToken);
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

    private static async Task<Connector> CreateWithAsync(Platform platform, Secret secret, bool isTaken, Connector wanted, CancellationToken cancellationToken)
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
