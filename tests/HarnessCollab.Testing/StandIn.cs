using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HarnessCollab.Testing;

/// <summary>A stand-in of the examples in its own process, and its controls.</summary>
public abstract class StandIn : IAsyncDisposable
{
    // Those that no test uses any more, by how they were started: a start costs more processor time than most tests that use one. They end with
    // the process of the tests.
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<StandIn>> Spares = new(StringComparer.Ordinal);

    private string _start = "";
    private ChildProcess? _process;

    /// <summary>Its address, with its path.</summary>
    public string BaseUrl { get; private set; } = "";

    public ChildProcess Process => _process!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    private Uri Root => new(new Uri(BaseUrl), "/");

    /// <summary>Changes switches of the running stand-in, for example <c>new { token = "other" }</c>.</summary>
    public Task SetAsync(object settings) => PostAsync("settings", settings);

    /// <summary>Back to the start, without objects and requests.</summary>
    public Task ResetAsync() => PostAsync("reset", new { });

    /// <summary>The requests so far, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> RequestsAsync() => [.. (await ControlAsync("requests")).GetProperty("requests").EnumerateArray()];

    /// <summary>Resets it, and gives it to the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            await ResetAsync();
            Spares.GetOrAdd(_start, _ => new()).Enqueue(this);
        }
        catch (HttpRequestException)
        {
            Http.Dispose();
            await Process.DisposeAsync();
        }
    }

    /// <summary>Gets one that was reset, or starts another and waits until it listens.</summary>
    protected static async Task<T> StartAsync<T>(string executable, IReadOnlyList<string> arguments)
        where T : StandIn, new()
    {
        var start = string.Join(' ', [executable, .. arguments]);
        if (Spares.TryGetValue(start, out var spares) && spares.TryDequeue(out var spare))
        {
            return (T)spare;
        }

        using var folder = new TempFolder();
        var ready = folder.Combine("address");
        var process = ChildProcess.Start(executable, ["--ready-file", ready, "--exit-with-parent", .. arguments]);
        using var patience = new CancellationTokenSource(TestTimeouts.Patience);
        while (!File.Exists(ready))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The stand-in said: {(await process.WaitAsync()).All}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
        }

        return new T { _start = start, _process = process, BaseUrl = (await File.ReadAllTextAsync(ready)).Trim() };
    }

    protected Task<JsonElement> ControlAsync(string control) => Http.GetFromJsonAsync<JsonElement>(new Uri(Root, $"__sandbox/{control}"));

    protected async Task PostAsync(string control, object body)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(Root, $"__sandbox/{control}"), body);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>The form of a secret in an answer of the controls.</summary>
    protected static string Digest(JsonElement answer, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{answer.GetProperty("salt").GetString()}:{secret}")));
}
