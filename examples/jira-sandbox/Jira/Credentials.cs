using System.Text;

namespace JiraSandbox.Jira;

/// <summary>A parsed Authorization header.</summary>
/// <param name="Scheme">As written; null = no header.</param>
/// <param name="User">Of a Basic pair.</param>
/// <param name="Secret">Password of a Basic pair, or the text after Bearer.</param>
internal sealed record Credentials(string? Scheme, string? User, string? Secret)
{
    public bool IsBasic => string.Equals(Scheme, "Basic", StringComparison.OrdinalIgnoreCase);

    // Cloud ignores a lower-case "bearer", as it does any unknown scheme.
    public bool IsBearer => Scheme == "Bearer";

    /// <summary>A Basic pair with a user; without one, Jira treats the caller as anonymous.</summary>
    public bool IsPair => IsBasic && !string.IsNullOrEmpty(User);

    public static Credentials From(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return new Credentials(null, null, null);
        }

        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var scheme = space < 0 ? header : header[..space];
        var value = space < 0 ? "" : header[(space + 1)..].Trim();
        var credentials = new Credentials(scheme, null, value);
        return credentials.IsBasic ? Pair(scheme, value) : credentials;
    }

    private static Credentials Pair(string scheme, string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length))
        {
            return new Credentials(scheme, null, null);
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new Credentials(scheme, null, null) : new Credentials(scheme, pair[..colon], pair[(colon + 1)..]);
    }
}
