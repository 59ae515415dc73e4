namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Target">As in the request line: a path, or the whole URL at a proxy.</param>
/// <param name="Host">The Host header.</param>
/// <param name="Authorization">The whole header, or null.</param>
/// <param name="Head">Request line and headers.</param>
internal sealed record Received(string Method, string Target, string Host, string? Authorization, string Head)
{
    public string Path => Target.Split('?')[0];

    public static Received Parse(string head)
    {
        var lines = head.Split("\r\n");
        var request = lines[0].Split(' ');
        return new Received(request[0], request[1], Header(lines, "Host") ?? "", Header(lines, "Authorization"), head);
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
