using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A stand-in platform of its own, for the contract.</summary>
public sealed class SandboxPlace(HarnessSandbox sandbox) : StorePlace
{
    private readonly ImpatientTime _time = new();

    public override StoreTraits Traits { get; } = new()
    {
        IsMade = false,
        UsesOurClock = false,
        RecordsOwner = false,
        ScopesChange = false,
        IsFast = false,
        OwnedName = name => $"{name} - managed",
        InTheWayOfOwned = name => new() { Name = "of somebody", Identifier = $"{HarnessIdentifier.From(name)}_managed" },
        Kept = fields => fields with
        {
            Identifier = fields.Identifier ?? HarnessIdentifier.From(fields.DisplayName),
            TokenExpiresAt = null,
            CredentialKind = fields.CredentialKind == CredentialKind.ApiToken ? CredentialKind.Password : fields.CredentialKind,
        },
    };

    public override string StoreSetting => sandbox.BaseUrl;

    public override string? KeySetting => null;

    public static async ValueTask<StorePlace> StartAsync() => new SandboxPlace(await HarnessSandbox.StartAsync("--secret-lag", "2x"));

    public override IProviderStore Open(string? key) => StoreFactory.Open(HarnessPlace.Settings(sandbox.BaseUrl), _time);

    public override async Task<long> CountProvidersAsync() => (await sandbox.ConnectorsAsync()).Count;

    public override async Task<long> CountTextsAsync() => (await sandbox.SecretsAsync()).Count;

    public override Task<int> ExecuteAsync(string sql) => throw NoSql();

    public override Task<IReadOnlyList<string?>> QueryAsync(string sql) => throw NoSql();

    public override Task<IReadOnlyList<byte[]>> DumpAsync() => throw NoSql();

    public override ValueTask DisposeAsync() => sandbox.DisposeAsync();

    private static NotSupportedException NoSql() => new("A platform is not asked in SQL, and its disk is its own.");
}
