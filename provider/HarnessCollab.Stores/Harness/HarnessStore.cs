using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// The store on a Harness platform: a Jira account is a connector, an encrypted text is a text secret. The folder Operations contains what the
/// store does, the folder Outcomes what the platform's answers mean.
/// </summary>
internal sealed class HarnessStore(HarnessSettings settings, TimeProvider time, WriteBoundary boundary) : IProviderStore
{
    private readonly Platform _platform = new(settings, time, boundary);

    public StoreCapabilities Capabilities { get; } = new()
    {
        SupportsDelegateSelectors = true,
        SupportsTextLabels = true,
        SupportsUsernameSecret = true,
        SupportsForceDelete = true,
        SecretManager = settings.SecretManager ?? Secret.BuiltInManager,
        SupportsScopes = true,
        SupportsIdentifiers = true,
        NamePunctuation = "-_./ ",
        DefaultUsageScope = new UsageScope.AccountOrgProject(settings.AccountId, settings.OrgId, settings.ProjectId),
    };

    public string Description => _platform.Description;

    public IStoreTable<JiraAccountFields, JiraAccountRecord> Accounts => new ConnectorTable(_platform);

    public IStoreTable<EncryptedTextFields, EncryptedTextRecord> EncryptedTexts => new SecretTable(_platform);

    private string Account => _platform.Settings.AccountId;

    public Task<string?> GetStoreIdAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(Account);

    public async Task<string?> EnsureCreatedAsync(UsageScope? place, CancellationToken cancellationToken)
    {
        await VerifyAsync(place, cancellationToken);
        return await _platform.Runs.BeginAsync();
    }

    // The calls of the operation itself find out whether the key may do it. Here even a refusal shows that key, account and place are right.
    public async Task VerifyAsync(UsageScope? place, CancellationToken cancellationToken)
    {
        try
        {
            await _platform.AskAsync(ConnectorCalls.List(Identities.ScopeOf(place, _platform), search: null, page: 0, size: 1), cancellationToken);
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
        }
    }

    public string? SuggestId(string given, UsageScope? from) => HarnessId.Suggest(given, Account, Identities.ScopeOf(from, _platform));

    public Task<SealBreach?> FindBreachAsync(JiraAccountRecord account, CancellationToken cancellationToken) => Task.FromResult<SealBreach?>(null);

    public Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken) => Task.FromResult<SecretText?>(null);

    public Task<EncryptedTextRecord?> FindReferencedTextAsync(string reference, UsageScope? from, CancellationToken cancellationToken) =>
        new SecretTable(_platform).FindReferencedAsync(reference, Identities.ScopeOf(from, _platform), cancellationToken);

    public async Task<DelegateTestResult?> TestConnectionAsync(string accountId, CancellationToken cancellationToken) =>
        HarnessId.ParseConnector(accountId) is { } id && await ConnectorCalls.FindAsync(_platform, id, cancellationToken) is { } connector
            ? await ConnectorTest.RunAsync(_platform, connector, value: null, cancellationToken)
            : null;

    public Task SettleAsync(CancellationToken cancellationToken) => _platform.Runs.EndAsync(cancellationToken);

    public IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<JournalEntry>();

    public ValueTask DisposeAsync()
    {
        _platform.Dispose();
        return ValueTask.CompletedTask;
    }
}
