using System.Security.Cryptography;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Crashes;

/// <summary>A store that plugins of a test die over, and a plugin that lives: the next run. There is no Jira; what is tested is the write.</summary>
public sealed class CrashPlace : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _environment;
    private readonly StoreSettings _store;
    private readonly Lazy<Task<PluginProcess>> _next;

    public CrashPlace(Backend backend, PostgresServer postgres)
    {
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        var setting = backend == Backend.Sqlite
            ? $"sqlite:{_folder.Combine("store.db")}"
            : $"{postgres.Url()}?search_path=crash_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        _store = StoreSettings.Parse(setting, new SecretText(key), null);
        _environment = new()
        {
            ["HARNESSCOLLAB_STORE"] = setting,
            ["HARNESSCOLLAB_STORE_KEY"] = key,
            ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off",
            ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off",
        };
        _next = new(() => StartAsync(host: null));
    }

    public Task<PluginProcess> NextAsync() => _next.Value;

    public Task<PluginProcess> DyingAsync(string moment) => StartAsync(DyingPlugin.Host(moment));

    public IProviderStore Open() => StoreFactory.Open(_store, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (_next.IsValueCreated)
        {
            await (await _next.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<PluginProcess> StartAsync(IReadOnlyList<string>? host)
    {
        var plugin = await PluginProcess.StartAsync(_folder.Path, _environment, host: host);
        await plugin.ConfigureAsync(PropertyMap.Empty);
        return plugin;
    }
}
