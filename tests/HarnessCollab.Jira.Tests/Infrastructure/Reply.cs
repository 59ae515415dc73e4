using System.Text;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>An HTTP answer: status, headers and body; or raw bytes, where they are what no HTTP server would send.</summary>
internal sealed class Reply
{
    private readonly byte[]? _raw;

    private Reply(int status, byte[] body, IReadOnlyList<string> headers, byte[]? raw = null)
    {
        Status = status;
        Body = body;
        Headers = headers;
        _raw = raw;
    }

    public int Status { get; }

    public byte[] Body { get; }

    /// <summary>Lines, each with name and value; a name may come more than once.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Only a raw socket can send it.</summary>
    public bool IsRaw => _raw is not null;

    public static Reply Json(int status, string body, params string[] headers) =>
        Of(status, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(body), headers);

    public static Reply Html(int status, string title, string body = "", params string[] headers) =>
        Of(
            status,
            "text/html;charset=UTF-8",
            Encoding.UTF8.GetBytes($"<html><head><title>{title}</title></head><body>{body}</body></html>"),
            headers);

    public static Reply Text(int status, string body, params string[] headers) => Of(status, "text/plain", Encoding.UTF8.GetBytes(body), headers);

    public static Reply Redirect(int status, string location) => Of(status, "text/html", [], $"Location: {location}");

    /// <param name="contentType">Null = the answer does not say.</param>
    public static Reply Of(int status, string? contentType, byte[] body, params string[] headers) =>
        new(status, body, contentType is null ? headers : [$"Content-Type: {contentType}", .. headers]);

    public static Reply Raw(string text) => Raw(Encoding.Latin1.GetBytes(text));

    public static Reply Raw(params byte[] bytes) => new(0, [], [], bytes);

    /// <summary>As a raw socket sends it.</summary>
    public byte[] ToBytes()
    {
        if (_raw is not null)
        {
            return _raw;
        }

        var head = string.Concat(Headers.Append($"Content-Length: {Body.Length}").Append("Connection: close").Select(header => $"{header}\r\n"));
        return [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {Status} x\r\n{head}\r\n"), .. Body];
    }
}
