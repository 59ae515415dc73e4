using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Turns an HTTP message into a <see cref="JiraResponse"/>, reading no more of the body than is good.</summary>
internal static class ResponseReader
{
    /// <summary>More than any answer that is parsed here; counted after decompression, so that a small bomb stays small.</summary>
    public const int MaxBody = 256 * 1024;

    public static async Task<JiraResponse> ReadAsync(Uri url, HttpResponseMessage message, CancellationToken cancellationToken)
    {
        var (bytes, tooLarge) = await ReadBodyAsync(message.Content, cancellationToken);
        var body = Decode(bytes, message.Content.Headers.ContentType?.CharSet);
        return new JiraResponse
        {
            Url = url,
            Status = (int)message.StatusCode,
            MediaType = message.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
            Location = message.Headers.Location is { } location ? Absolute(url, location) : null,
            LoginReasons = Values(message, "X-Seraph-LoginReason"),
            DeniedReason = First(message, "X-Authentication-Denied-Reason"),
            SignedInAs = First(message, "X-AUSERNAME"),
            OAuthRealm = OAuthRealm(message),
            RetryAfter = RetryAfter(message),
            Body = body,
            TooLarge = tooLarge,
            Json = ParseJson(message.Content.Headers.ContentType?.MediaType, body),
        };
    }

    private static async Task<(byte[] Bytes, bool TooLarge)> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > MaxBody)
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
        if (mediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
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

    private static Uri? OAuthRealm(HttpResponseMessage message)
    {
        foreach (var challenge in message.Headers.WwwAuthenticate)
        {
            const string Realm = "realm=\"";
            var at = challenge.Parameter?.IndexOf(Realm, StringComparison.OrdinalIgnoreCase) ?? -1;
            if (at < 0 || !string.Equals(challenge.Scheme, "OAuth", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var value = challenge.Parameter![(at + Realm.Length)..];
            var end = value.IndexOf('"', StringComparison.Ordinal);
            if (end > 0 && Uri.TryCreate(Uri.UnescapeDataString(value[..end]), UriKind.Absolute, out var realm))
            {
                return realm;
            }
        }

        return null;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage message) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        // Against the server's own clock where it is sent: ours may be wrong.
        { Date: { } date } when message.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
