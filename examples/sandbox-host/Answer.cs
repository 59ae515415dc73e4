using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SandboxHost;

/// <summary>The answer to the client.</summary>
public sealed record Answer(int Status, string ContentType, string Body)
{
    /// <summary>No answer: the connection ends.</summary>
    public static Answer HangUp => new(0, "", "");

    public List<(string Name, string Value)> Headers { get; } = [];

    public static Answer Json(int status, JsonNode body) => new(status, "application/json;charset=UTF-8", body.ToJsonString());

    public static Answer Html(int status, string title, string body) =>
        new(status, "text/html;charset=UTF-8", $"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body>{body}</body></html>\n");

    public static Answer Text(int status, string body) => new(status, "text/plain;charset=UTF-8", body);

    public Answer With(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }

    internal async Task WriteAsync(HttpContext context)
    {
        if (Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (Body.Length > 0)
        {
            context.Response.ContentType = ContentType.Length > 0 ? ContentType : null;
            await context.Response.WriteAsync(Body, context.RequestAborted);
        }
    }
}
