using System.Runtime.CompilerServices;
using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// The store on a Harness platform: a provider is a Jira connector, an encrypted text a text secret. What it does is in the folder
/// Operations, what the platform's answers mean in Outcomes.
/// </summary>
internal sealed class HarnessStore(HarnessSettings settings, TimeProvider time, WriteBoundary boundary) : IProviderStore
{
    private readonly Platform _platform = new(settings, time, boundary);

    public StoreCapabilities Capabilities { get; } = new()
    {
        CanRekey = false,
        RevealsSecrets = false,
        SupportsTags = true,
        SupportsDescription = true,
        SupportsDelegateSelectors = true,
        SupportsTextLabels = true,
        SupportsUsernameSecret = true,
        SupportsForceDelete = true,
        SecretManager = settings.SecretManager ?? Secret.BuiltInManager,
        RecordsOwner = false,
        KeepsJournal = false,
        SupportsScopes = true,
        SupportsIdentifiers = true,
        NamesAreUnique = false,
        NamePunctuation = "-_./ ",
        UsageScopeForm = UsageScopeForm.AccountOrgProject,
        DefaultUsageScope = new UsageScope.AccountOrgProject(settings.AccountId, settings.OrgId, settings.ProjectId),
        KeepsTokenExpiry = false,
        TellsTokenFromPassword = false,
    };

    public string Description => _platform.Description;

    private string Account => _platform.Settings.AccountId;

    public Task<string?> GetStoreIdAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(Account);

    public async Task<string?> EnsureCreatedAsync(UsageScope? place, CancellationToken cancellationToken)
    {
        await VerifyAsync(place, cancellationToken);
        return null;
    }

    // Whether the key may do what is to be done, the calls that do it say; here even a refusal shows that key, account and place are right.
    public async Task VerifyAsync(UsageScope? place, CancellationToken cancellationToken)
    {
        try
        {
            await ConnectorCalls.PageAsync(_platform, Identities.ScopeOf(place, _platform), search: null, page: 0, size: 1, cancellationToken);
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
        }
    }

    public async Task<JiraAccountRecord?> FindProviderAsync(string id, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(id) is { } parsed && await Row.FindAsync(_platform, parsed, cancellationToken) is { } row ? row.ToRecord(Account) : null;

    public async Task<JiraAccountRecord?> FindProviderByNameAsync(string displayName, CancellationToken cancellationToken) =>
        await Lookups.ConnectorByNameAsync(_platform, _platform.DefaultScope, displayName, cancellationToken) is { } connector ? await RecordAsync(connector, cancellationToken) : null;

    public async Task<JiraAccountRecord?> FindProviderInTheWayAsync(JiraAccountIdentity wanted, CancellationToken cancellationToken) =>
        await Row.FindAsync(_platform, Identities.Of(wanted), cancellationToken) is { } row ? row.ToRecord(Account) : null;

    public async Task<IReadOnlyList<JiraAccountRecord>> FindProvidersOfLikeNameAsync(JiraAccountIdentity wanted, CancellationToken cancellationToken)
    {
        var connectors = await Lookups.ConnectorsOfLikeNameAsync(_platform, new(wanted.OrgId, wanted.ProjectId), wanted.DisplayName, cancellationToken);
        return await RecordsAsync(connectors, cancellationToken).ToListAsync(cancellationToken);
    }

    public string? PlanProviderId(JiraAccountIdentity wanted) => Identities.Of(wanted).ToString();

    public string? PlanTextId(EncryptedTextIdentity wanted) => Identities.Of(wanted, _platform).ToString();

    public string? SuggestId(string given) => HarnessId.Suggest(given, Account, _platform.DefaultScope);

    public async IAsyncEnumerable<JiraAccountRecord> ListProvidersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connectors = new List<Connector>();
        await foreach (var connector in ConnectorCalls.ListAsync(_platform, _platform.DefaultScope, search: null, cancellationToken))
        {
            connectors.Add(connector);
        }

        var ordered = connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal).ThenBy(connector => connector.Id.Identifier, StringComparer.Ordinal);
        await foreach (var record in RecordsAsync(ordered, cancellationToken))
        {
            yield return record;
        }
    }

    public async Task<JiraAccountRecord> CreateProviderAsync(JiraAccountDraft draft, Author author, CancellationToken cancellationToken) =>
        (await ConnectorCreate.RunAsync(_platform, draft, author, cancellationToken)).ToRecord(Account);

    public Task<JiraAccountRecord> AdoptProviderAsync(string id, JiraAccountDraft expected, bool isKnown, Author author, CancellationToken cancellationToken) => throw CannotAdopt();

    public Task<UpdateResult> UpdateProviderAsync(string id, JiraAccountDraft candidate, JiraAccountDraft basis, Author author, CancellationToken cancellationToken) =>
        Operations.ConnectorUpdate.RunAsync(_platform, HarnessId.ParseConnector(id) ?? throw StoreErrors.NoProvider(id, Description), candidate, basis, author, cancellationToken);

    public async Task<DeleteResult> DeleteProviderAsync(string id, Author author, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(id) is { } parsed ? await ConnectorDelete.RunAsync(_platform, parsed, isForced: false, cancellationToken) : DeleteResult.Missing;

    public async Task<DeleteResult> ForceDeleteProviderAsync(string id, Author author, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(id) is { } parsed ? await ConnectorDelete.RunAsync(_platform, parsed, isForced: true, cancellationToken) : DeleteResult.Missing;

    public CredentialMatch Compare(CredentialMark mark, SecretText candidate, string? knownRevision) => Marks.Compare(mark.Text, knownRevision);

    public Task<SealBreach?> FindBreachAsync(JiraAccountRecord account, CancellationToken cancellationToken) => Task.FromResult<SealBreach?>(null);

    public Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken) => Task.FromResult<SecretText?>(null);

    public async Task<EncryptedTextRecord?> FindTextAsync(string id, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed && await SecretCalls.FindAsync(_platform, parsed, cancellationToken) is { } secret ? SecretRecords.Of(secret, Account) : null;

    public async Task<EncryptedTextRecord?> FindTextByNameAsync(string name, CancellationToken cancellationToken) =>
        await Lookups.SecretByNameAsync(_platform, _platform.DefaultScope, name, cancellationToken) is { } secret ? SecretRecords.Of(secret, Account) : null;

    public async Task<EncryptedTextRecord?> FindReferencedTextAsync(string reference, UsageScope? from, CancellationToken cancellationToken)
    {
        var id = HarnessId.Parse(SuggestId(reference) ?? reference);
        var (secret, isHidden) = id is null ? (null, false) : await SecretCalls.LookAsync(_platform, id, cancellationToken);
        secret ??= await Lookups.SecretByNameAsync(_platform, Identities.ScopeOf(from, _platform), reference, cancellationToken);
        return secret is not null ? SecretRecords.Of(secret, Account) : isHidden ? SecretRecords.Hidden(id!, Account) : null;
    }

    public async Task<EncryptedTextRecord?> FindTextInTheWayAsync(EncryptedTextIdentity wanted, CancellationToken cancellationToken) =>
        await SecretCalls.FindAsync(_platform, Identities.Of(wanted, _platform), cancellationToken) is { } secret ? SecretRecords.Of(secret, Account) : null;

    public async IAsyncEnumerable<EncryptedTextRecord> ListTextsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var secrets = new List<Secret>();
        await foreach (var secret in SecretCalls.ListAsync(_platform, _platform.DefaultScope, search: null, cancellationToken))
        {
            secrets.Add(secret);
        }

        foreach (var secret in secrets.OrderBy(secret => secret.Name, StringComparer.Ordinal).ThenBy(secret => secret.Id.Identifier, StringComparer.Ordinal))
        {
            yield return SecretRecords.Of(secret, Account);
        }
    }

    public async Task<EncryptedTextRecord> CreateTextAsync(EncryptedTextFields fields, SecretText? value, Author author, CancellationToken cancellationToken) =>
        SecretRecords.Of(await Operations.SecretWrites.CreateAsync(_platform, fields, value, author, cancellationToken), Account);

    public Task<EncryptedTextRecord> AdoptTextAsync(string id, EncryptedTextDraft expected, bool isKnown, Author author, CancellationToken cancellationToken) => throw CannotAdopt();

    public Task<EncryptedTextUpdateResult> UpdateTextAsync(string id, EncryptedTextDraft candidate, EncryptedTextDraft basis, Author author, CancellationToken cancellationToken) =>
        Operations.SecretWrites.UpdateAsync(_platform, HarnessId.Parse(id) ?? throw StoreErrors.NoText(id, Description), candidate, basis, author, cancellationToken);

    public async Task<DeleteResult> DeleteTextAsync(string id, Author author, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed ? await Operations.SecretWrites.DeleteAsync(_platform, parsed, isForced: false, cancellationToken) : DeleteResult.Missing;

    public async Task<DeleteResult> ForceDeleteTextAsync(string id, Author author, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed ? await Operations.SecretWrites.DeleteAsync(_platform, parsed, isForced: true, cancellationToken) : DeleteResult.Missing;

    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask; // Nothing is adopted here.

    public IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId, CancellationToken cancellationToken) => AsyncEnumerable.Empty<JournalEntry>();

    public ValueTask DisposeAsync()
    {
        _platform.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JiraAccountRecord> RecordAsync(Connector connector, CancellationToken cancellationToken) =>
        (await Row.OfAsync(_platform, connector, cancellationToken)).ToRecord(Account);

    // Many connectors may share one secret; it is looked at once. A list leaves nothing out for a secret that the key may not see.
    private async IAsyncEnumerable<JiraAccountRecord> RecordsAsync(IEnumerable<Connector> connectors, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<HarnessId, (Secret? Secret, bool IsHidden)>();
        foreach (var connector in connectors)
        {
            if (!secrets.TryGetValue(connector.Secret, out var seen))
            {
                secrets[connector.Secret] = seen = await SecretCalls.LookAsync(_platform, connector.Secret, cancellationToken);
            }

            yield return new Row(connector, seen.Secret, seen.IsHidden).ToRecord(Account);
        }
    }

    private StoreException CannotAdopt() => new(
        StoreErrorCodes.Unsupported, StoreErrorKind.Unsupported, $"the {Description} cannot give an object another id, so nothing is adopted there. Import the object instead.");
}
