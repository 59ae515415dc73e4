using System.Text.Json.Nodes;

namespace HarnessSandbox.Http;

/// <summary>One line of the request log: no body and no key.</summary>
/// <param name="At">When the answer was ready.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Path and query, as received.</param>
/// <param name="Call">The name of the call; null = not one that the sandbox knows.</param>
/// <param name="UserAgent">Who asks, as it says.</param>
/// <param name="HasKey">Whether the request carried an API key.</param>
/// <param name="Status">Of the answer; 0 = the connection was broken instead.</param>
internal sealed record LoggedRequest(DateTimeOffset At, string Method, string Path, string? Call, string UserAgent, bool HasKey, int Status)
{
    public JsonObject ToJson() => new()
    {
        ["at"] = At.ToString("O"),
        ["method"] = Method,
        ["path"] = Path,
        ["call"] = Call,
        ["userAgent"] = UserAgent,
        ["hasKey"] = HasKey,
        ["status"] = Status,
    };
}
