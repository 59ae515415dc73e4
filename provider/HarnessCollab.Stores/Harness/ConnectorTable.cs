using System.Runtime.CompilerServices;
using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>The Jira connectors of a Harness account.</summary>
internal sealed class ConnectorTable(Platform platform) : PlatformTable<Connector, JiraAccountFields, JiraAccountRecord>(platform)
{
    public override async Task<JiraAccountRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(id) is { } parsed && await StoredConnector.FindAsync(Platform, parsed, cancellationToken) is { } row
            ? row.ToRecord(Account)
            : null;

    public override async Task<JiraAccountRecord> CreateAsync(Draft<JiraAccountFields> draft, Author author, CancellationToken cancellationToken) =>
        await FinishAsync(await ConnectorCreate.RunAsync(Platform, draft, author, cancellationToken), draft, cancellationToken);

    protected override async Task<JiraAccountRecord> TakeUpAsync(
        HarnessId id, Draft<JiraAccountFields> expected, Author author, CancellationToken cancellationToken) =>
        await FinishAsync(await ConnectorCreate.TakeUpAsync(Platform, id, expected, author, cancellationToken), expected, cancellationToken);

    public override Task<UpdateResult<JiraAccountRecord>> UpdateAsync(
        string id, Draft<JiraAccountFields> candidate, Draft<JiraAccountFields> basis, Author author, CancellationToken cancellationToken) =>
        ConnectorUpdate.RunAsync(
            Platform,
            HarnessId.ParseConnector(id) ?? throw StoreErrors.NoAccount(id, Platform.Description),
            candidate,
            basis,
            author,
            cancellationToken);

    public override async Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(id) is { } parsed
            ? await ConnectorDelete.RunAsync(Platform, parsed, isForced, cancellationToken)
            : DeleteResult.Missing;

    protected override HarnessId Identify(ObjectIdentity wanted) => Identities.Of(wanted, Platform, HarnessIdentifier.IsValid);

    protected override IAsyncEnumerable<Connector> Objects(HarnessScope scope, string? search, CancellationToken cancellationToken) =>
        ConnectorCalls.ListAsync(Platform, scope, search, cancellationToken);

    protected override async Task<JiraAccountRecord> RecordAsync(Connector each, CancellationToken cancellationToken) =>
        (await StoredConnector.OfAsync(Platform, each, cancellationToken)).ToRecord(Account);

    // Many connectors can share one secret, so each secret is looked up once. A list also contains connectors whose secret the key may not see.
    protected override async IAsyncEnumerable<JiraAccountRecord> RecordsAsync(
        IEnumerable<Connector> objects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<HarnessId, (Secret? Secret, bool IsHidden)>();
        foreach (var connector in objects)
        {
            if (!secrets.TryGetValue(connector.Secret, out var seen))
            {
                secrets[connector.Secret] = seen = await SecretCalls.LookAsync(Platform, connector.Secret, cancellationToken);
            }

            yield return new StoredConnector(connector, seen.Secret, seen.IsHidden).ToRecord(Account);
        }
    }

    protected override JiraAccountFields? FieldsOf(Connector each) => each.ToFields();

    private async Task<JiraAccountRecord> FinishAsync(StoredConnector row, Draft<JiraAccountFields> draft, CancellationToken cancellationToken)
    {
        var test = await ConnectorTest.AfterSaveAsync(
            Platform,
            row.Connector,
            draft,
            _ => ConnectorDelete.RunAsync(Platform, row.Connector.Id, isForced: false, cancellationToken),
            cancellationToken);
        return row.ToRecord(Account, test, await OwnedSecret.SweepAsync(Platform, row.Connector, isNew: true, cancellationToken));
    }
}
