using System.Text;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>Bytes of an HTTP answer, right or wrong on purpose.</summary>
internal static class Reply
{
    public static byte[] Json(int status, string body, params string[] headers) =>
        Of(status, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(body), headers);

    public static byte[] Html(int status, string title, string body = "", params string[] headers) =>
        Of(
            status,
            "text/html;charset=UTF-8",
            Encoding.UTF8.GetBytes($"<html><head><title>{title}</title></head><body>{body}</body></html>"),
            headers);

    public static byte[] Text(int status, string body, params string[] headers) => Of(status, "text/plain", Encoding.UTF8.GetBytes(body), headers);

    public static byte[] Redirect(int status, string location) => Of(status, "text/html", [], $"Location: {location}");

    public static byte[] Of(int status, string contentType, byte[] body, params string[] headers)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} x\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    public static byte[] Raw(string text) => Encoding.Latin1.GetBytes(text);
}
