namespace HarnessCollab.Jira;

/// <summary>Determines from the URL alone which kind of Jira it belongs to.</summary>
public static class JiraHost
{
    private const string GatewayHost = "api.atlassian.com";
    private const string GatewayPath = "/ex/jira/";

    /// <summary>A Jira Cloud site, <c>https://{site}.atlassian.net</c>.</summary>
    public static bool IsCloudSite(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return NameOf(url).EndsWith(".atlassian.net", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The gateway for scoped tokens and service accounts, <c>https://api.atlassian.com/ex/jira/{cloudId}</c>.</summary>
    public static bool IsCloudGateway(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return string.Equals(NameOf(url), GatewayHost, StringComparison.OrdinalIgnoreCase)
            && url.AbsolutePath.StartsWith(GatewayPath, StringComparison.Ordinal)
            && url.AbsolutePath.Length > GatewayPath.Length;
    }

    /// <summary>Either of the two. Both need an API token with a full e-mail address.</summary>
    public static bool IsCloud(Uri url) => IsCloudSite(url) || IsCloudGateway(url);

    /// <summary>The kind of a credential when the user does not give it.</summary>
    /// <param name="url">The base URL; null when it is not known.</param>
    /// <param name="hasUser">Whether a user name is given.</param>
    public static CredentialKind UsualKind(Uri? url, bool hasUser) =>
        url is not null && IsCloud(url) ? CredentialKind.ApiToken
        : hasUser ? CredentialKind.Password
        : CredentialKind.PersonalAccessToken;

    /// <summary>The host's name in the form for comparisons: in ASCII, without a trailing dot.</summary>
    internal static string NameOf(Uri url) => url.IdnHost.TrimEnd('.');

    internal static Uri Gateway(Guid cloudId) => new($"https://{GatewayHost}{GatewayPath}{cloudId:D}");
}
