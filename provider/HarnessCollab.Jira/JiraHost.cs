namespace HarnessCollab.Jira;

/// <summary>Tells from a URL alone which kind of Jira lives there.</summary>
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

    /// <summary>Either of the two: API tokens and full e-mail addresses are the rule there.</summary>
    public static bool IsCloud(Uri url) => IsCloudSite(url) || IsCloudGateway(url);

    /// <summary>What a credential is where nobody says so.</summary>
    /// <param name="url">The base URL; null when it is not known.</param>
    /// <param name="hasUser">Whether there is a user name to it.</param>
    public static CredentialKind UsualKind(Uri? url, bool hasUser) =>
        url is not null && IsCloud(url) ? CredentialKind.ApiToken
        : hasUser ? CredentialKind.Password
        : CredentialKind.PersonalAccessToken;

    /// <summary>The host's name as it is compared: in ASCII, without the dot that may end a full name.</summary>
    internal static string NameOf(Uri url) => url.IdnHost.TrimEnd('.');

    internal static Uri Gateway(Guid cloudId) => new($"https://{GatewayHost}{GatewayPath}{cloudId:D}");
}
