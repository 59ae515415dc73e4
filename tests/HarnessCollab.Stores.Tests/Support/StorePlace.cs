using HarnessCollab.Stores.Sql;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>A place of its own where one test keeps one store: opens it as often as wished, and looks behind its back.</summary>
public abstract class StorePlace : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>In what this store differs from others.</summary>
    public virtual StoreTraits Traits => StoreTraits.Sql;

    /// <summary>What names the store; also for child processes.</summary>
    public abstract string StoreSetting { get; }

    /// <summary>The key setting; null where the store keeps its own.</summary>
    public abstract string? KeySetting { get; }

    public IProviderStore Open() => Open(KeySetting);

    public virtual IProviderStore Open(string? key) => StoreFactory.Open(Parse(key), Time);

    internal IProviderStore Open(Action<string> reached) => StoreFactory.Open(Parse(KeySetting), Time, new WriteBoundary(reached));

    /// <summary>An opened store that has been made.</summary>
    public async Task<IProviderStore> CreateAsync()
    {
        var store = Open();
        await store.EnsureCreatedAsync(cancellationToken: Cancel);
        return store;
    }

    /// <summary>Runs a statement past the store.</summary>
    public abstract Task<int> ExecuteAsync(string sql);

    /// <summary>The first column of all rows, as text, read past the store.</summary>
    public abstract Task<IReadOnlyList<string?>> QueryAsync(string sql);

    /// <summary>How many providers there are, seen past the store.</summary>
    public virtual Task<long> CountProvidersAsync() => CountAsync("providers");

    /// <summary>How many encrypted texts there are, seen past the store.</summary>
    public virtual Task<long> CountTextsAsync() => CountAsync("encrypted_texts");

    public async Task<long> CountAsync(string table) =>
        long.Parse((await QueryAsync($"SELECT count(*) FROM {table}"))[0]!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every byte that the store has left on the disk.</summary>
    public abstract Task<IReadOnlyList<byte[]>> DumpAsync();

    public abstract ValueTask DisposeAsync();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StoreSettings Parse(string? key) => StoreSettings.Parse(StoreSetting, key is null ? null : new(key), null);
}
