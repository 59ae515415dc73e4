using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Testing;

/// <summary>An account of a stand-in platform.</summary>
public sealed class HarnessPluginStore(HarnessSandbox platform) : PluginStore
{
    private static readonly string[] Writes = ["POST", "PUT", "DELETE"];

    public override PropertyMap Settings => PropertyMap.Of(
        ("store", PropertyValue.SecretOf("harness")),
        ("endpoint", PropertyValue.Of(platform.BaseUrl)),
        ("accountId", PropertyValue.Of(HarnessSandbox.Account)),
        ("apiKey", PropertyValue.SecretOf(HarnessSandbox.ApiKey)));

    /// <summary>The calls that could have written; lists also use POST, and write nothing.</summary>
    public override async Task<string> WritesAsync() => string.Join(
        '\n',
        (await platform.RequestsAsync())
            .Where(request => Writes.Contains(request.GetProperty("method").GetString())
                && !request.GetProperty("call").GetString()!.StartsWith("list-", StringComparison.Ordinal))
            .Select(request => request.GetProperty("path").GetString()));

    public override async Task<long> ObjectsAsync() => (await platform.ConnectorsAsync()).Count + (await platform.SecretsAsync()).Count;

    public override IEnumerable<byte[]> Dump() => [];

    public override async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await base.DisposeAsync();
    }
}
