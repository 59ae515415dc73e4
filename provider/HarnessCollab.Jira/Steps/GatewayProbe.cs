namespace HarnessCollab.Jira;

/// <summary>
/// The one exception to the rule that the credential is sent only to the configured origin. When a Jira Cloud site refuses a token, we ask the site
/// for its cloud id and send the token once to Atlassian's own gateway: only the gateway accepts scoped tokens and service accounts, and at the site
/// they look like a mistyped token.
/// </summary>
internal sealed class GatewayProbe(Func<Uri, JiraClient> clientFor)
{
    /// <summary>The gateway's answer to <c>myself</c>; null when there is no reason to ask it, or its address is not known.</summary>
    public async Task<JiraResponse?> AskAsync(JiraConversation session, JiraResponse refusal)
    {
        if (!IsWorthwhile(session.Settings, refusal))
        {
            return null;
        }

        var tenant = await session.AskAnonymouslyAsync("_edge/tenant_info");
        if (tenant.Response is not { Status: 200, Json: { } json } || !Guid.TryParse(json.Text("cloudId"), out var cloudId))
        {
            return null;
        }

        var gateway = JiraHost.Gateway(cloudId);
        var settings = session.Settings;
        var exchange = await clientFor(gateway).SendPatientlyAsync(
            new JiraRequest(new Uri($"{gateway}/rest/api/2/myself")) { Authorization = settings.Credential!.ToHeader(settings.Username) },
            session.Budget);
        return exchange.Response;
    }

    private static bool IsWorthwhile(JiraConnectionSettings settings, JiraResponse refusal) =>
        !refusal.Has(LoginReason.Denied)
        && refusal.Status != 403
        && settings.BaseUrl.Scheme == Uri.UriSchemeHttps
        && JiraHost.IsCloudSite(settings.BaseUrl)
        && settings.Credential is { Kind: not CredentialKind.PersonalAccessToken }
        && settings.Username?.Contains('@') == true
        && refusal.DeniedReason is null
        && !refusal.BodyHas("with passwords is deprecated");
}
