namespace HarnessCollab.Jira;

/// <summary>
/// The one exception to "the credential goes to the configured origin only": a site of Jira Cloud that refuses a token is asked for its cloud id, and
/// the token is shown once to Atlassian's own gateway, since scoped tokens and service accounts are accepted nowhere else and look mistyped at the
/// site.
/// </summary>
internal sealed class GatewayProbe(Func<Uri, JiraClient> clientFor)
{
    /// <summary>The gateway's answer to <c>myself</c>; null when there is no reason to ask or no way to.</summary>
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
