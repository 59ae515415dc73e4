using System.Net.Http.Json;
using System.Text.Json;

namespace HarnessCollab.Testing;

/// <summary>The stand-in Jira of examples/jira-sandbox, in a process of its own.</summary>
public sealed class JiraSandbox : IAsyncDisposable
{
    public const string User = "bot@example.com";
    public const string Token = "sandbox-token";

    private readonly ChildProcess _process;
    private readonly HttpClient _control = new();

    private JiraSandbox(ChildProcess process, string baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
    }

    public string BaseUrl { get; }

    public static async Task<JiraSandbox> StartAsync(params string[] arguments)
    {
        var process = ChildProcess.Start(Artifacts.Sandbox, ["--port", "0", "--exit-with-parent", .. arguments]);
        const string Announcement = "jira-sandbox listening on ";
        var line = await process.FirstLineAsync();
        return line.StartsWith(Announcement, StringComparison.Ordinal)
            ? new JiraSandbox(process, line[Announcement.Length..])
            : throw new InvalidOperationException($"The sandbox said: {line}");
    }

    /// <summary>Changes switches of the running sandbox, for example <c>new { token = "other" }</c>.</summary>
    public async Task SetAsync(object settings)
    {
        using var response = await _control.PostAsJsonAsync(new Uri($"{BaseUrl}/__sandbox/settings"), settings);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The requests so far that carried a credential.</summary>
    public async Task<int> AuthenticatedRequestsAsync() =>
        (await RequestsAsync()).Count(request => request.TryGetProperty("scheme", out var scheme) && scheme.ValueKind == JsonValueKind.String);

    public async Task<IReadOnlyList<JsonElement>> RequestsAsync()
    {
        var log = await _control.GetFromJsonAsync<JsonElement>(new Uri($"{BaseUrl}/__sandbox/requests"));
        return [.. (log.ValueKind == JsonValueKind.Array ? log : log.GetProperty("requests")).EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }
}
