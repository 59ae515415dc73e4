using System.Text.Json.Nodes;

namespace JiraSandbox.Http;

/// <summary>One line of the request log.</summary>
/// <param name="At">When the answer was ready.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Path and query, as received.</param>
/// <param name="Host">The Host header.</param>
/// <param name="Scheme">Of the Authorization header; null = none came.</param>
/// <param name="User">Of a Basic pair.</param>
/// <param name="Digest">SHA-256 over <c>salt:secret</c>, hex: tells which secret came, without telling it.</param>
/// <param name="Status">Of the answer.</param>
internal sealed record LoggedRequest(
    DateTimeOffset At, string Method, string Path, string Host, string? Scheme, string? User, string? Digest, int Status)
{
    public JsonObject ToJson() => new()
    {
        ["at"] = At.ToString("O"),
        ["method"] = Method,
        ["path"] = Path,
        ["host"] = Host,
        ["authorization"] = Scheme is not null,
        ["scheme"] = Scheme,
        ["user"] = User,
        ["digest"] = Digest,
        ["status"] = Status,
    };
}
