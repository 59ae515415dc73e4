using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Updates a provider. A secret that is to be referred to is there before the connector says so, and one that is no longer referred to
/// goes after; so wherever it is cut short, the same update run again finishes it.
/// </summary>
internal static class ConnectorUpdate
{
    private const int Turns = 3;

    public static async Task<UpdateResult<JiraAccountRecord>> RunAsync(
        Platform platform,
        HarnessId id,
        Draft<JiraAccountFields> candidate,
        Draft<JiraAccountFields> basis,
        Author author,
        CancellationToken cancellationToken)
    {
        var stamp = IdempotencyKey.Of(author, basis.Revision);
        for (var turn = 0; turn < Turns; turn++)
        {
            var row = await Row.FindAsync(platform, id, cancellationToken) ?? throw StoreErrors.NoAccount(id.ToString(), platform.Description);
            var step = CredentialSteps.Of(row, candidate.Credential, basis, stamp);
            RefuseConflict(row, step, candidate, basis, platform);
            if (await TryAsync(platform, row, step, candidate, stamp, cancellationToken) is not { } wrote)
            {
                continue;
            }

            if (candidate.Credential is CredentialSource.Reference && basis.Credential is not CredentialSource.Reference)
            {
                wrote |= await OwnedSecret.SweepAsync(platform, id, cancellationToken);
            }

            var now = wrote
                ? await Row.FindAsync(platform, id, cancellationToken) ?? throw StoreErrors.NoAccount(id.ToString(), platform.Description)
                : row;
            return new(now.ToRecord(platform.Settings.AccountId), AlreadyEqual: !wrote);
        }

        throw new StoreException(
            StoreErrorCodes.Conflict,
            StoreErrorKind.Conflict,
            $"Jira account {id} in the {platform.Description} is being written by somebody else, again and again. Run again when they are done.");
    }

    // Whether something was written; null when somebody else wrote at the same moment.
    private static async Task<bool?> TryAsync(
        Platform platform, Row row, CredentialStep step, Draft<JiraAccountFields> candidate, string stamp, CancellationToken cancellationToken)
    {
        var (id, fields) = (row.Connector.Id, candidate.Fields);
        var made = step == CredentialStep.MakeOwned
            ? (await OwnedSecret.MakeAsync(
                platform,
                id,
                fields.DisplayName,
                ((CredentialSource.Owned)candidate.Credential).Value,
                stamp,
                isConnectorGone: false,
                cancellationToken)).Secret
            : null;
        var secretId = step == CredentialStep.Refer
            ? await ReferencedSecret.CheckAsync(platform, ((CredentialSource.Reference)candidate.Credential).TextId, id.Scope, cancellationToken)
            : made?.Id ?? row.Connector.Secret;
        var wanted = Connector.From(fields, id, secretId) with { Document = row.Connector.Document };
        var changes = !wanted.Says(row.Connector);
        if (changes && !await WriteAsync(platform, wanted, made is not null && row.Connector.Secret != made.Id ? made : null, cancellationToken))
        {
            return null;
        }

        if (made is not null || !row.OwnsSecret || step == CredentialStep.Refer)
        {
            return changes || made is not null;
        }

        var value = step == CredentialStep.WriteValue ? ((CredentialSource.Owned)candidate.Credential).Value : null;
        var kept = OwnedSecret.Wanted(row.Secret!, id, fields.DisplayName, stamp);
        return value is null && kept.Name == row.Secret!.Name
            ? changes
            : await SecretCalls.UpdateAsync(platform, kept, value, cancellationToken) is null ? null : true;
    }

    /// <param name="made">A secret that has been made for this write alone, and goes if it fails.</param>
    private static async Task<bool> WriteAsync(Platform platform, Connector wanted, Secret? made, CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectorCalls.UpdateAsync(platform, wanted, cancellationToken) is not null;
        }
        catch (StoreException failure) when (made is not null && failure.Kind != StoreErrorKind.Unavailable)
        {
            throw await OwnedSecret.WithdrawAsync(platform, made, failure, cancellationToken);
        }
    }

    private static void RefuseConflict(
        Row row, CredentialStep step, Draft<JiraAccountFields> candidate, Draft<JiraAccountFields> basis, Platform platform)
    {
        List<string> fields = [.. StoredFields.Conflicts(
            StoredFields.OfAccounts, row.Connector.ToFields(), AsTold(basis.Fields, row), AsTold(candidate.Fields, row))];
        if (step == CredentialStep.Conflict)
        {
            fields.Add(StoredFields.Credential);
        }

        if (fields.Count > 0)
        {
            throw StoreErrors.Conflict(
                $"Jira account '{row.Connector.Name}' ({row.Connector.Id})", fields, Author.Unknown, row.Connector.ModifiedAt, platform.Description);
        }
    }

    // What the platform cannot tell is no difference.
    private static JiraAccountFields AsTold(JiraAccountFields fields, Row row) =>
        Connector.From(fields, row.Connector.Id, row.Connector.Secret).ToFields();
}
