using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A store on a stand-in platform of its own. Pauses take no time.</summary>
public abstract class HarnessTest : IAsyncLifetime
{
    private readonly List<IProviderStore> _stores = [];

    protected HarnessSandbox Sandbox { get; private set; } = null!;

    protected IProviderStore Store { get; private set; } = null!;

    protected ImpatientTime Time { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        // Time stands still for the sandbox while the store's pauses pass, so records of uses outlive them by refusals here.
        Sandbox = await HarnessSandbox.StartAsync("--secret-lag", "2x", "--connector-lag", "2x");
        Store = Open();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }

    protected IProviderStore Open(
        string? apiKey = null,
        string? org = null,
        string? project = null,
        Action<string>? reached = null,
        string? endpoint = null,
        string? runs = null,
        string? manager = null)
    {
        var store = StoreFactory.Open(
            HarnessPlace.Settings(endpoint ?? Sandbox.BaseUrl, apiKey ?? HarnessSandbox.ApiKey, org, project, runs, manager),
            Time,
            new WriteBoundary(reached));
        _stores.Add(store);
        return store;
    }

    /// <summary>A provider as this platform can tell it back.</summary>
    protected static Draft<JiraAccountFields> Draft(string displayName = "Jira Main", string secret = "s3cret-token") =>
        new(Some.Fields(displayName) with { CredentialKind = CredentialKind.Password }, new CredentialSource.Owned(new(secret)));

    protected Task<JiraAccountRecord> CreateAsync(string displayName = "Jira Main", string secret = "s3cret-token") =>
        Store.Accounts.CreateAsync(Draft(displayName, secret), Some.Author(), Cancel);

    /// <summary>Another process begins an operation, and is killed at a moment of it.</summary>
    /// <param name="runs">The file that remembers runs; null = none.</param>
    protected static async Task KillAsync(HarnessSandbox sandbox, string moment, string operation, string? revision = null, string? runs = null)
    {
        using var child = Child.StartOnHarness(sandbox.BaseUrl, moment, operation, revision ?? "", runs);
        var error = await child.StandardError.ReadToEndAsync(Cancel);
        await child.WaitForExitAsync(Cancel);
        Assert.True(child.ExitCode == 137, $"the child ended with {child.ExitCode}: {error}");
    }

    protected Task KillAsync(string moment, string operation, string? revision = null) => KillAsync(Sandbox, moment, operation, revision);

    protected static Task<StoreException> FailsAsync(Func<Task> work) => Assert.ThrowsAnyAsync<StoreException>(work);
}
