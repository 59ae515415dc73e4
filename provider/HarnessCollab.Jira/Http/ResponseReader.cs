using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Jira;

/// <summary>Converts an HTTP message to a <see cref="JiraResponse"/>, with a limit for the body.</summary>
internal static partial class ResponseReader
{
    /// <summary>
    /// The limit in bytes before the host is proven to be Jira: enough for the answers that prove it. Counted after decompression, because a small
    /// compressed body can become very large.
    /// </summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>The limit in bytes once the host is proven to be Jira: its lists grow with the company.</summary>
    public const int MaxBodyOfJira = 8 * 1024 * 1024;

    private static readonly string[] FirewallHeaders = ["cf-mitigated", "x-amzn-waf-action", "X-Sucuri-Block"];

    // These products send their name as the server only in answers of their own.
    private static readonly string[] FirewallServers = ["AkamaiGHost", "Zscaler", "BigIP", "awselb"];

    /// <param name="maxBody">The limit in bytes; a longer body is not kept.</param>
    /// <param name="now">Our time, for an answer with a date in <c>Retry-After</c> but no <c>Date</c>.</param>
    public static async Task<JiraResponse> ReadAsync(
        Uri url, HttpResponseMessage message, int maxBody, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (bytes, tooLarge, failure) = await ReadBodyAsync(message.Content, maxBody, cancellationToken);
        var body = AnswerBody.Decode(bytes, message.Content.Headers.ContentType?.CharSet);
        return new JiraResponse
        {
            Url = url,
            Status = (int)message.StatusCode,
            MediaType = message.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
            Location = message.Headers.Location is { } location ? Absolute(url, location) : null,
            LoginReasons = Values(message, "X-Seraph-LoginReason"),
            DeniedReason = First(message, "X-Authentication-Denied-Reason"),
            SignedInAs = [.. Values(message, "X-AUSERNAME").Select(WebUtility.UrlDecode).OfType<string>()],
            HasJirasHeader = message.Headers.Contains("X-AREQUESTID") || message.Headers.Contains("X-AUSERNAME")
                || message.Headers.Contains("X-AACCOUNTID"),
            Challenges = [.. message.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)],
            OAuthRealm = OAuthRealm(message),
            HasFirewallsHeader = Array.Exists(FirewallHeaders, message.Headers.Contains)
                || (First(message, "Server") is { } server
                    && Array.Exists(FirewallServers, name => server.StartsWith(name, StringComparison.OrdinalIgnoreCase))),
            RetryAfter = Common.RetryAfter.Of(message, now),
            Body = body,
            TooLarge = tooLarge,
            BodyFailure = failure,
            Json = ParseJson(message.Content.Headers.ContentType?.MediaType, body),
        };
    }

    // Any exception of a decoder becomes data: status and headers are already known and keep their meaning.
    private static async Task<(byte[] Bytes, bool TooLarge, TransportFailure? Failure)> ReadBodyAsync(
        HttpContent content, int maxBody, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var kept = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (kept.Length + read > maxBody)
                {
                    return ([], true, null);
                }

                kept.Write(buffer, 0, read);
            }

            return (kept.ToArray(), false, null);
        }
        catch (OperationCanceledException)
        {
            return ([], false, new TransportFailure(TransportFault.Timeout, "while it was sending its answer"));
        }
        catch (Exception exception)
        {
            return ([], false, new TransportFailure(TransportFault.CutShort, exception.GetBaseException().Message));
        }
    }

    private static JsonElement? ParseJson(string? mediaType, string body)
    {
        // Proxies and old servers label JSON as text or not at all, so the first character decides.
        if (mediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true && body.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        // The decision table has its own row for a body that is labelled as JSON but is not.
        return AnswerBody.ParseJson(body);
    }

    private static Uri? Absolute(Uri url, Uri location) => location.IsAbsoluteUri && location.Scheme is "http" or "https"
        ? location
        : Uri.TryCreate(url, location.OriginalString, out var absolute) ? absolute : null;

    private static ImmutableArray<string> Values(HttpResponseMessage message, string header) => message.Headers.TryGetValues(header, out var values)
        ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
        : [];

    private static string? First(HttpResponseMessage message, string header) =>
        message.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    // Reads the raw header: with several challenges in one header, the platform's parser may fail for all of them.
    private static Uri? OAuthRealm(HttpResponseMessage message)
    {
        foreach (var challenge in message.Headers.TryGetValues("WWW-Authenticate", out var values) ? values : [])
        {
            if (OAuthRealmPattern().Match(challenge) is { Success: true } match
                && Uri.TryCreate(Uri.UnescapeDataString(match.Groups[1].Value), UriKind.Absolute, out var realm))
            {
                return realm;
            }
        }

        return null;
    }

    [GeneratedRegex("""(?:^|[,\s])OAuth\s+realm\s*=\s*"?([^",\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex OAuthRealmPattern();
}
