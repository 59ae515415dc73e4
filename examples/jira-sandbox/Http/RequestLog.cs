using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JiraSandbox.Http;

/// <summary>Every request Jira would have seen, without the secrets in it.</summary>
internal sealed class RequestLog
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private readonly string _salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public void Add(HttpRequest request, string path, Credentials credentials, int status)
    {
        var entry = new LoggedRequest(
            DateTimeOffset.UtcNow,
            request.Method,
            path,
            request.Host.Value ?? "",
            credentials.Scheme,
            credentials.User,
            credentials.Secret is { } secret ? Digest(secret) : null,
            status);
        lock (_gate)
        {
            _requests.Enqueue(entry);
            if (_requests.Count > Most)
            {
                _requests.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    public IReadOnlyList<LoggedRequest> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public JsonObject ToJson() => new()
    {
        ["salt"] = _salt,
        ["requests"] = new JsonArray([.. Entries.Select(entry => entry.ToJson())]),
    };

    private string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_salt}:{secret}")));
}
