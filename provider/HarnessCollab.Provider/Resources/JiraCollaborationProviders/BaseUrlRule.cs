using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Normalises a base URL, so that a trailing slash or the letter case of the host is never a difference.</summary>
internal static class BaseUrlRule
{
    public static string? Check(string text, CheckPath path)
    {
        var trimmed = text.Trim();
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            // A text that may contain user:password@host is not quoted.
            var mayHoldSecret = trimmed.Contains('@', StringComparison.Ordinal) || trimmed.Contains('?', StringComparison.Ordinal)
                || trimmed.Contains('#', StringComparison.Ordinal);
            var seen = mayHoldSecret ? "is" : $"is {TextProblems.Quote(trimmed)}, which is";
            return path.Refuse<string>(
                ErrorCodes.BadBaseUrl,
                $"{seen} not an absolute http or https address; write it like https://mycompany.atlassian.net.",
                mayHoldSecret);
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0 || trimmed.Contains('?', StringComparison.Ordinal)
            || trimmed.Contains('#', StringComparison.Ordinal))
        {
            var part = url.UserInfo.Length > 0
                ? "a user name or password"
                : url.Query.Length > 0 || trimmed.Contains('?', StringComparison.Ordinal) ? "a query" : "a fragment";
            return path.Refuse<string>(
                ErrorCodes.BadBaseUrl,
                $"contains {part}; give scheme, host and context path only, and the account in username and credential.",
                valueMayHoldSecret: true);
        }

        if (BaseUrlAdvice.For(url) is { } advice)
        {
            return path.Refuse<string>(ErrorCodes.BadBaseUrl, $"is not Jira's base URL: {advice}");
        }

        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var host = url.HostNameType == UriHostNameType.Dns ? url.IdnHost : url.Host;
        if (JiraHost.IsCloud(url))
        {
            // On Cloud the final dot makes no difference; on other hosts it decides which names the resolver tries.
            host = host.TrimEnd('.');
        }

        return $"{url.Scheme}://{host.ToLowerInvariant()}{port}{url.AbsolutePath.TrimEnd('/')}";
    }
}
