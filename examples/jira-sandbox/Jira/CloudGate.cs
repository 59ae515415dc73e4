using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>
/// Signs in as Jira Cloud does: a caller with refused credentials counts as anonymous, and most resources answer anonymous requests with 200; only
/// <c>X-Seraph-LoginReason</c> and <c>myself</c> show the difference.
/// </summary>
internal static class CloudGate
{
    public const string AccountId = "712020:5a4d1c7e-0b1f-4c59-9a55-0d7e5b3c2f10";

    public static Gate Check(JiraRequest request) => request.AtGateway ? AtGateway(request) : AtSite(request);

    private static Gate AtSite(JiraRequest request)
    {
        var (settings, credentials) = (request.Settings, request.Credentials);
        if (credentials.IsBearer)
        {
            var jwt = credentials.Secret!.Count(c => c == '.') == 2;
            return new Gate(false, jwt
                ? Answer.Html(401, "Unauthorized", "<h1>Unauthorized</h1>")
                : Answer.Json(403, new JsonObject { ["error"] = "Failed to parse Connect Session Auth Token" }));
        }

        if (Matches(settings, credentials) && settings.Scopes.IsEmpty)
        {
            return SignedIn;
        }

        if (!credentials.IsPair)
        {
            return new Gate(false, null);
        }

        (string, string) failed = ("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
        if (credentials.Secret == settings.Password && IsMyself(request))
        {
            return new Gate(
                false,
                Answer.Text(401, "Basic authentication with passwords is deprecated. For more information, see the deprecation notice."),
                failed);
        }

        return new Gate(false, settings.AnonymousFallback ? null : Resources.MustSignIn(request), failed);
    }

    private static Gate AtGateway(JiraRequest request)
    {
        var (settings, credentials) = (request.Settings, request.Credentials);
        if (credentials.Scheme is null && request.Path.EndsWith("/serverInfo", StringComparison.Ordinal))
        {
            // On loopback a client cannot recognise the gateway by its name, so the answer must show it.
            return new Gate(false, null);
        }

        if (!Matches(settings, credentials))
        {
            return new Gate(false, Answer.Json(401, new JsonObject { ["code"] = 401, ["message"] = "Unauthorized" }));
        }

        var needed = IsMyself(request) ? "read:jira-user" : "read:jira-work";
        return settings.Scopes.IsEmpty || settings.Scopes.Contains(needed)
            ? SignedIn
            : new Gate(false, Answer.Json(401, new JsonObject { ["code"] = 401, ["message"] = "Unauthorized; scope does not match" }));
    }

    private static Gate SignedIn => new(true, null, ("X-AACCOUNTID", AccountId));

    private static bool Matches(SandboxSettings settings, Credentials credentials) =>
        credentials.IsPair && string.Equals(credentials.User, settings.User, StringComparison.OrdinalIgnoreCase)
        && credentials.Secret == settings.Token;

    private static bool IsMyself(JiraRequest request) => request.Path.EndsWith("/myself", StringComparison.Ordinal);
}
