using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>The real jira-sandbox in a process of its own, talked to over its own interface.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string _root;

    private SandboxProcess(Process process, string url)
    {
        _process = process;
        Url = url;
        _root = new Uri(url).GetLeftPart(UriPartial.Authority);
    }

    public string Url { get; }

    public Process Process => _process;

    public static async Task<SandboxProcess> StartAsync(params string[] switches)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "jira-sandbox.dll"), "--exit-with-parent", .. switches])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(info)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(
            Limits.Hang, TestContext.Current.CancellationToken);
        const string Ready = "jira-sandbox listening on ";
        Assert.StartsWith(Ready, line, StringComparison.Ordinal);
        return new SandboxProcess(process, line![Ready.Length..]);
    }

    public async Task SetAsync(JsonObject settings)
    {
        using var response = await _http.PostAsJsonAsync($"{_root}/__sandbox/settings", settings, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task ResetAsync()
    {
        using var response = await _http.PostAsync($"{_root}/__sandbox/reset", null, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<string> GetAsync(string path) => await _http.GetStringAsync($"{_root}{path}", TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<JsonNode>> RequestsAsync() => [.. (await LogAsync())["requests"]!.AsArray()!];

    /// <summary>The requests that came with a credential.</summary>
    public async Task<IReadOnlyList<JsonNode>> SignedInRequestsAsync() =>
        [.. (await RequestsAsync()).Where(request => request["authorization"]!.GetValue<bool>())];

    /// <summary>How the log would show <paramref name="secret"/>.</summary>
    public async Task<string> DigestAsync(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{(await LogAsync())["salt"]}:{secret}")));

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limits.Hang);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<JsonNode> LogAsync() => JsonNode.Parse(await GetAsync("/__sandbox/requests"))!;
}
