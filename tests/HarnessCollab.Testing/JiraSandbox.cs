using System.Net.Http.Json;
using System.Text.Json;

namespace HarnessCollab.Testing;

/// <summary>The stand-in Jira of examples/jira-sandbox, in a process of its own.</summary>
public sealed class JiraSandbox : IAsyncDisposable
{
    public const string User = "bot@example.com";
    public const string Token = "sandbox-token";

    private static readonly Spares<JiraSandbox> Spares = new(NewAsync);

    private readonly string[] _switches;
    private readonly ChildProcess _process;
    private readonly HttpClient _control = new();

    private JiraSandbox(string[] switches, ChildProcess process, string baseUrl)
    {
        _switches = switches;
        _process = process;
        BaseUrl = baseUrl;
    }

    public string BaseUrl { get; }

    /// <summary>One as it is at its start; it may have served other tests before.</summary>
    public static Task<JiraSandbox> StartAsync(params string[] switches) => Spares.TakeAsync(switches);

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

    /// <summary>Lets the next have it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var response = await _control.PostAsync(new Uri($"{BaseUrl}/__sandbox/reset"), null);
            response.EnsureSuccessStatusCode();
            Spares.Keep(_switches, this);
        }
        catch (HttpRequestException)
        {
            _control.Dispose();
            await _process.DisposeAsync();
        }
    }

    private static async Task<JiraSandbox> NewAsync(string[] switches)
    {
        var process = ChildProcess.Start(Artifacts.Sandbox, ["--port", "0", "--exit-with-parent", .. switches]);
        const string Announcement = "jira-sandbox listening on ";
        var line = await process.FirstLineAsync();
        return line.StartsWith(Announcement, StringComparison.Ordinal)
            ? new JiraSandbox(switches, process, line[Announcement.Length..])
            : throw new InvalidOperationException($"The sandbox said: {line}");
    }
}
