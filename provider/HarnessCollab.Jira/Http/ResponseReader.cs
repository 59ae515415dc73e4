using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Jira;

/// <summary>Turns an HTTP message into a <see cref="JiraResponse"/>, reading no more of the body than is good.</summary>
internal static partial class ResponseReader
{
    /// <summary>What a stranger may send: more than the answers by which Jira is known. Counted after decompression, so that a small bomb stays small.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>What is read of a host that has proved to be Jira: its lists grow with the company.</summary>
    public const int MaxBodyOfJira = 8 * 1024 * 1024;

    private static readonly string[] FirewallHeaders = ["cf-mitigated", "x-amzn-waf-action", "X-Sucuri-Block"];

    // These products name themselves as the server only when they answer themselves.
    private static readonly string[] FirewallServers = ["AkamaiGHost", "Zscaler", "BigIP", "awselb"];

    /// <param name="maxBody">Bytes; a longer body is not kept.</param>
    public static async Task<JiraResponse> ReadAsync(Uri url, HttpResponseMessage message, int maxBody, CancellationToken cancellationToken)
    {
        var (bytes, tooLarge) = await ReadBodyAsync(message.Content, maxBody, cancellationToken);
        var body = Decode(bytes, message.Content.Headers.ContentType?.CharSet);
        return new JiraResponse
        {
            Url = url,
            Status = (int)message.StatusCode,
            MediaType = message.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
            Location = message.Headers.Location is { } location ? Absolute(url, location) : null,
            LoginReasons = Values(message, "X-Seraph-LoginReason"),
            DeniedReason = First(message, "X-Authentication-Denied-Reason"),
            SignedInAs = [.. Values(message, "X-AUSERNAME").Select(WebUtility.UrlDecode).OfType<string>()],
            HasJirasHeader = message.Headers.Contains("X-AREQUESTID") || message.Headers.Contains("X-AUSERNAME") || message.Headers.Contains("X-AACCOUNTID"),
            Challenges = [.. message.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)],
            OAuthRealm = OAuthRealm(message),
            HasFirewallsHeader = Array.Exists(FirewallHeaders, message.Headers.Contains)
                || (First(message, "Server") is { } server && Array.Exists(FirewallServers, name => server.StartsWith(name, StringComparison.OrdinalIgnoreCase))),
            RetryAfter = RetryAfter(message),
            Body = body,
            TooLarge = tooLarge,
            Json = ParseJson(message.Content.Headers.ContentType?.MediaType, body),
        };
    }

    private static async Task<(byte[] Bytes, bool TooLarge)> ReadBodyAsync(HttpContent content, int maxBody, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > maxBody)
            {
                return ([], true);
            }

            kept.Write(buffer, 0, read);
        }

        return (kept.ToArray(), false);
    }

    // A wrong or unknown charset is no reason to give up: what matters in these answers is ASCII.
    private static string Decode(byte[] bytes, string? charset)
    {
        var encoding = Encoding.UTF8;
        try
        {
            encoding = charset is null ? encoding : Encoding.GetEncoding(charset.Trim('"', '\''));
        }
        catch (ArgumentException)
        {
            // An encoding this platform does not know; UTF-8 with replacement characters still shows the structure.
        }

        return encoding.GetString(bytes).TrimStart('\uFEFF');
    }

    private static JsonElement? ParseJson(string? mediaType, string body)
    {
        // Proxies and old servers call JSON text, or nothing at all; what it is shows in its first character.
        if (mediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true && body.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Said to be JSON and is none: the decision table has a row for that.
            return null;
        }
    }

    private static Uri? Absolute(Uri url, Uri location) => location.IsAbsoluteUri && location.Scheme is "http" or "https"
        ? location
        : Uri.TryCreate(url, location.OriginalString, out var absolute) ? absolute : null;

    private static ImmutableArray<string> Values(HttpResponseMessage message, string header) => message.Headers.TryGetValues(header, out var values)
        ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
        : [];

    private static string? First(HttpResponseMessage message, string header) =>
        message.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    // From the raw header: where several challenges stand in one, the platform's reader may give up on all of them.
    private static Uri? OAuthRealm(HttpResponseMessage message)
    {
        foreach (var challenge in message.Headers.TryGetValues("WWW-Authenticate", out var values) ? values : [])
        {
            if (OAuthRealmPattern().Match(challenge) is { Success: true } match && Uri.TryCreate(Uri.UnescapeDataString(match.Groups[1].Value), UriKind.Absolute, out var realm))
            {
                return realm;
            }
        }

        return null;
    }

    [GeneratedRegex("""(?:^|[,\s])OAuth\s+realm\s*=\s*"?([^",\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex OAuthRealmPattern();

    private static TimeSpan? RetryAfter(HttpResponseMessage message) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        // Against the server's own clock where it is sent: ours may be wrong.
        { Date: { } date } when message.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
