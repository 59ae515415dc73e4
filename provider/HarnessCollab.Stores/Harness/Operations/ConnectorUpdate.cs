using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Updates an account. A new secret exists before the connector refers to it. The old secret is removed last, after the new one has passed the
/// requested test. So an update that is interrupted at any point is completed when it runs again.
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
            var row = await StoredConnector.FindAsync(platform, id, cancellationToken)
                ?? throw StoreErrors.NoAccount(id.ToString(), platform.Description);
            var step = CredentialSteps.Of(row, candidate.Credential, basis, stamp);
            RefuseConflict(row, step, candidate, basis, platform);
            if (await TrySaveAsync(platform, row, step, candidate, stamp, cancellationToken) is not { } saved)
            {
                continue;
            }

            var test = await ConnectorTest.AfterSaveAsync(
                platform, saved, candidate, now => PutBackAsync(platform, row, saved, now, basis, cancellationToken), cancellationToken);
            if (await TryRenameAsync(platform, row, saved, candidate.Fields, stamp, cancellationToken) is not { } renamed)
            {
                continue;
            }

            var warning = await OwnedSecret.SweepAsync(platform, saved, isNew: false, cancellationToken);
            var wrote = renamed || !ReferenceEquals(saved, row.Connector);
            var result = wrote
                ? await StoredConnector.FindAsync(platform, id, cancellationToken) ?? throw StoreErrors.NoAccount(id.ToString(), platform.Description)
                : row;
            return new(result.ToRecord(platform.Settings.AccountId, test, warning), AlreadyEqual: !wrote);
        }

        throw new StoreException(
            StoreErrorCodes.Conflict,
            $"Jira account {id} in the {platform.Description} is repeatedly being written by somebody else. Run again when they are done.");
    }

    // The connector after the save; unchanged if there was nothing to write; null when somebody else wrote it at the same time.
    private static async Task<Connector?> TrySaveAsync(
        Platform platform,
        StoredConnector row,
        CredentialStep step,
        Draft<JiraAccountFields> candidate,
        string stamp,
        CancellationToken cancellationToken)
    {
        var (id, fields) = (row.Connector.Id, candidate.Fields);
        var made = step == CredentialStep.MakeOwned
            ? await OwnedSecret.MakeNextAsync(
                platform, id, fields.DisplayName, ((CredentialSource.Owned)candidate.Credential).Value, stamp, cancellationToken)
            : null;
        var secretId = step == CredentialStep.Refer
            ? await ReferencedSecret.CheckAsync(platform, ((CredentialSource.Reference)candidate.Credential).TextId, id.Scope, cancellationToken)
            : made?.Id ?? row.Connector.Secret;
        var wanted = Connector.From(fields, id, secretId) with { Document = row.Connector.Document };
        return wanted.Says(row.Connector) ? row.Connector : await WriteAsync(platform, wanted, made, cancellationToken);
    }

    /// <param name="made">A secret that was created only for this write, and is removed if the write fails.</param>
    private static async Task<Connector?> WriteAsync(Platform platform, Connector wanted, Secret? made, CancellationToken cancellationToken)
    {
        try
        {
            var written = await ConnectorCalls.UpdateAsync(platform, wanted, cancellationToken);
            if (written is null && made is not null)
            {
                await SecretCalls.DeleteAsync(platform, made, isForced: false, cancellationToken);
            }

            return written;
        }
        catch (StoreException failure) when (made is not null && failure.Kind != StoreErrorKind.Unavailable)
        {
            throw await OwnedSecret.WithdrawAsync(platform, made, failure, cancellationToken);
        }
    }

    // An owned secret that stays is named after the account. Returns whether it was renamed; null when somebody else wrote it at the same time.
    private static async Task<bool?> TryRenameAsync(
        Platform platform, StoredConnector row, Connector saved, JiraAccountFields fields, string stamp, CancellationToken cancellationToken)
    {
        if (!row.OwnsSecret || row.Secret is not { } secret || secret.Id != saved.Secret)
        {
            return false;
        }

        var wanted = OwnedSecret.Wanted(secret, saved.Id, fields.DisplayName, stamp);
        return wanted.Name == secret.Name ? false
            : await SecretCalls.UpdateAsync(platform, wanted, value: null, cancellationToken) is null ? null
            : true;
    }

    // Restores what the update found; after an earlier, interrupted attempt of it, what was known before that attempt, if its secret still exists.
    private static async Task PutBackAsync(
        Platform platform, StoredConnector row, Connector saved, Connector? now, Draft<JiraAccountFields> basis, CancellationToken cancellationToken)
    {
        if (now is null)
        {
            throw StoreErrors.NoAccount(saved.Id.ToString(), platform.Description);
        }

        var known = basis.Credential is CredentialSource.AsStored ? null : Revisions.SecretAt(basis.Revision);
        var secret = known is not null && await SecretCalls.LookAsync(platform, known, cancellationToken) is not { Secret: null, IsHidden: false }
            ? known
            : row.Connector.Secret;
        var before = Connector.From(AsTold(basis.Fields, row), row.Connector.Id, secret);
        before = before.Says(row.Connector) ? row.Connector : before with { Document = row.Connector.Document };

        // Members that are not ours stay as they are now, since somebody may have changed them in the meantime.
        before = now.Mark == saved.Mark ? before : before with { Document = now.Document };
        if (!before.Says(now) && await ConnectorCalls.UpdateAsync(platform, before, cancellationToken) is null)
        {
            throw new StoreException(StoreErrorCodes.Conflict, "somebody else is writing it");
        }

        await OwnedSecret.SweepAsync(platform, before, isNew: false, cancellationToken);
    }

    private static void RefuseConflict(
        StoredConnector row, CredentialStep step, Draft<JiraAccountFields> candidate, Draft<JiraAccountFields> basis, Platform platform)
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

    // A difference in fields that the platform does not return is not a conflict.
    private static JiraAccountFields AsTold(JiraAccountFields fields, StoredConnector row) =>
        Connector.From(fields, row.Connector.Id, row.Connector.Secret).ToFields();
}
