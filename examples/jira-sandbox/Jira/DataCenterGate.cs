using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>Signs in as Jira Data Center does: a refused credential is 401 everywhere, and too many of them lock the account.</summary>
internal static class DataCenterGate
{
    public static Gate Check(JiraRequest request, JiraStandIn state)
    {
        var (settings, credentials) = (request.Settings, request.Credentials);
        if (credentials.Scheme is null)
        {
            return new Gate(false, null, ("X-AUSERNAME", "anonymous"));
        }

        if (credentials.IsBasic && settings.BasicDisabled)
        {
            return new Gate(
                false,
                Answer.Json(403, new JsonObject { ["message"] = "Basic Authentication has been disabled on this instance.", ["status-code"] = 403 }));
        }

        if (state.IsLocked)
        {
            return new Gate(
                false,
                Answer.Html(403, "Forbidden (403)", "<h1>Forbidden (403)</h1>"),
                ("X-Seraph-LoginReason", "AUTHENTICATION_DENIED"),
                ("X-Authentication-Denied-Reason", $"CAPTCHA_CHALLENGE; login-url={request.BaseUrl}/login.jsp"));
        }

        if (Matches(settings, credentials))
        {
            return new Gate(true, null, ("X-AUSERNAME", Uri.EscapeDataString(settings.SignedInAs ?? settings.User)), ("X-Seraph-LoginReason", "OK"));
        }

        state.CountFailedLogin();
        return new Gate(false, Resources.MustSignIn(request), ("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"));
    }

    private static bool Matches(SandboxSettings settings, Credentials credentials) => settings.Bearer
        ? credentials.IsBearer && credentials.Secret == settings.Token
        : credentials.IsPair && credentials.User == settings.User && credentials.Secret == settings.Token;
}
