using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SandboxHost;

/// <summary>A request that was answered, without the secrets in it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Note">A short note on the request for people.</param>
/// <param name="About">Further members of its entry in the log.</param>
public sealed record Exchange(Answer Answer, string Note, JsonObject About);

/// <summary>Every request that the real service would have seen.</summary>
internal sealed class RequestLog
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = new();

    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(HttpRequest request, Exchange exchange)
    {
        lock (_gate)
        {
            _entries.Enqueue(new(DateTimeOffset.UtcNow, request.Method, $"{request.Path}{request.QueryString}", exchange));
            if (_entries.Count > Most)
            {
                _entries.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    /// <param name="At">When the answer was ready.</param>
    /// <param name="Method">GET, POST …</param>
    /// <param name="Path">Path and query, as received.</param>
    public sealed record Entry(DateTimeOffset At, string Method, string Path, Exchange Exchange)
    {
        public JsonObject ToJson()
        {
            var entry = (JsonObject)Exchange.About.DeepClone();
            entry["at"] = At.ToString("O");
            entry["method"] = Method;
            entry["path"] = Path;
            entry["status"] = Exchange.Answer.Status;
            return entry;
        }
    }
}
