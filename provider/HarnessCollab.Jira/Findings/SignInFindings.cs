using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Findings about user and credential from <c>myself</c>, requested with the credential.</summary>
internal static class SignInFindings
{
    private const string ScopeMismatch = "scope does not match";

    /// <summary>Refusals by Jira. They come before all other rows, because a redirect or a server error can contain a refusal as well.</summary>
    public static readonly ImmutableArray<FindingRule> Refusals =
    [
        // This row is first: while an account is locked, the right password fails as well, and every other row would name a wrong cause.
        Fails("HC4301", "credential", s => s.Response is { } response && (response.DeniedReason is not null || response.Has(LoginReason.Denied)),
            s => $"Jira does not check the credential ({s.Status}, {s.Show(s.Response!.DeniedReason ?? LoginReason.Denied)}): "
                + $"too many failed logins have locked {User(s)}.",
            _ => "Sign in once with a browser and solve the CAPTCHA, or have an admin reset the failed login count; "
                + "correct the secret before the next run."),
        Fails("HC4302", "credential", s => s.Status == 403 && s.Response!.BodyHas("Connect Session Auth Token"),
            s => $"{s.Host} is Jira Cloud and does not accept Bearer tokens (403){s.Words}.",
            _ => "Use an API token with the e-mail address as user name: username and apiToken instead of personalAccessToken."),
        Fails("HC4303", "credential",
            s => s is { Status: 401, Flavour: Flavour.Cloud, Kind: CredentialKind.PersonalAccessToken, IsGateway: false },
            s => $"{s.Host} is Jira Cloud, which has no personal access tokens (401).",
            _ => "Create an API token at id.atlassian.com and set username and apiToken."),
        Fails("HC4304", "credential", s => s.Status == 401 && s.Response!.BodyHas("with passwords is deprecated"),
            s => $"Jira Cloud does not accept account passwords (401){s.Words}.",
            _ => "Create an API token at id.atlassian.com for the same account and set apiToken."),
        Fails("HC4305", "credential", s => s.Status == 401 && (Scope(s.Response) || Scope(s.Gateway)),
            s => $"The token of {User(s)} is a scoped token and lacks a scope that is needed to read its own account (401, {ScopeMismatch}).",
            _ => "Create a token with the scopes read:jira-user, read:jira-work and write:jira-work, or better a classic one without scopes."),
        Fails("HC4306", "credential", s => SignedInAccount.From(s.Gateway) is not null,
            s => $"The token of {User(s)} is a scoped token (or belongs to a service account): "
                + $"{s.Host} refuses it (401), the API gateway accepts it.",
            s => $"Use a classic API token, or make {s.Show(GatewayOf(s))} the base URL; "
                + "links that Harness builds from it then do not open in a browser."),
        Fails("HC4307", "username", s => s is { IsRefused: true, Flavour: Flavour.Cloud } && s.Settings.Username?.Contains('@') != true
            && s.Kind != CredentialKind.PersonalAccessToken,
            s => $"Jira Cloud refuses {User(s)} ({s.Status}): that is a login name, and Cloud knows accounts by their full e-mail address only.",
            _ => "Set username to the e-mail address of the account that owns the token."),
        Fails("HC4308", "baseUrl", s => s is { Status: 403, IsGateway: true } && s.Response!.BodyHas("not installed on this instance"),
            s => $"The gateway refuses the account for this cloud id (403){s.Words}.",
            _ => "Check the cloud id in the base URL: https://SITE.atlassian.net/_edge/tenant_info shows it."),
        Fails("HC4309", "credential", s => s is { IsRefused: true, IsGateway: true },
            s => $"The API gateway refuses the token of {User(s)} ({s.Status}){s.Words}.",
            _ => "Create a new token with the scopes read:jira-user, read:jira-work and write:jira-work for that account."),
        Warns("HC4320", "username", s => s.Response?.Has(LoginReason.NotPermitted) == true,
            s => $"Jira seems to know {User(s)}, but says AUTHORISATION_FAILED: probably the account has no access to the product Jira.",
            _ => "Have an administrator add it to a group that may use Jira; the credential itself is probably right."),
        Fails("HC4310", "credential", s => s is { IsRefused: true, Flavour: Flavour.Cloud },
            s => $"Jira Cloud refuses {User(s)} with this token ({s.Status}{Reason(s)}): it is mistyped, expired, revoked, or belongs "
                + "to another e-mail address.",
            _ => "Create a new API token at id.atlassian.com for exactly that e-mail address (it is valid for at most 365 days)."),
        Fails("HC4311", "credential", s => s is { IsRefused: true, Kind: CredentialKind.PersonalAccessToken },
            s => $"Jira at {s.Host} refuses the personal access token ({s.Status}{Reason(s)}): it is mistyped, expired or revoked, or this "
                + "Jira is older than 8.14.",
            _ => "Create a new token in Jira under Profile, Personal Access Tokens."),
        Fails("HC4312", "credential", s => s is { IsRefused: true, Kind: CredentialKind.ApiToken },
            s => $"Jira at {s.Host} is Server or Data Center and refuses {User(s)} with the token as password ({s.Status}{Reason(s)}).",
            _ => "Such a Jira has no API tokens: set password, or personalAccessToken if the secret is one; the user name is the login name."),
        Fails("HC4313", "credential", s => s.IsRefused,
            s => $"Jira at {s.Host} refuses {User(s)} with this password ({s.Status}{Reason(s)}).",
            _ => "Check login name (not the e-mail address) and password; do not retry blindly, three failures can lock the account."),
        Fails("HC4315", "credential",
            s => s is { Status: 403, IsStrangers: false, Flavour: Flavour.Server, Kind: not CredentialKind.PersonalAccessToken }
                && !IsKnown(s.Response!),
            s => $"Jira at {s.Host} forbids {User(s)} to sign in with a password (403{Reason(s)}){s.Words}: "
                + "Basic authentication is turned off, or a single sign-on app blocks it.",
            _ => "Have an admin allow Basic authentication for this user, or use a personal access token."),
        Fails("HC4316", "credential", s => s.Response?.Has(LoginReason.NotPermitted) == true || IsForbidden(s),
            s => $"Jira at {s.Host} forbids {User(s)} to use the REST API ({s.Status}{Reason(s)}){s.Words}.",
            _ => "Have an admin check the account's access to Jira and to its REST API."),
    ];

    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Fails("HC4317", "baseUrl", s => s.Response!.IsHtml && Pages.IsLogin(s.Response),
            s => $"{s.Host} answers the anonymous request for serverInfo, but the signed-in one with a login page ({s.Status}){s.Words}.",
            _ => "Let all of /rest/ bypass single sign-on, not only a part of it."),
        Fails("HC4318", "credential", s => s.Status == 200 && SignedInAccount.IsAsToStranger(s.Response!),
            s => $"{s.Host} answers 200, but nobody is signed in (login reason "
                + $"{s.Show(string.Join(", ", s.Response!.LoginReasons) is { Length: > 0 } all ? all : "none")}).",
            _ => "The credential is not accepted, or a proxy removes the Authorization header: check both."),
        Fails("HC4319", "baseUrl", s => s.Response is not null,
            s => $"{s.Host} does not answer /rest/api/2/myself as Jira would ({s.Status}, "
                + $"{s.Show(s.Response!.MediaType ?? "no content type")}){s.Words}.",
            _ => "Check the URL, and what a proxy in front of Jira does to that path."),
    ];

    /// <summary>
    /// Whether Jira itself refused the credential. Only such an answer is remembered: an answer of a proxy says nothing about the credential.
    /// </summary>
    public static bool IsRefusal(JiraResponse response, ServerInfo? server) =>
        response.Has(LoginReason.Failed) || response.Has(LoginReason.Denied) || response.DeniedReason is not null
        || (response.Status is 401 or 403 && response.IsJirasOwn(server));

    // Jira's login filter knew the user, so the password and the way of signing in are both right.
    private static bool IsKnown(JiraResponse response) => response.Has(LoginReason.Ok) || response.Has(LoginReason.NotPermitted);

    // A web page with status 403 from a Cloud site comes from its IP allowlist.
    private static bool IsForbidden(Signal s) =>
        s is { Status: 401 or 403, IsStrangers: false } && !(s is { Status: 403, Flavour: Flavour.Cloud } && s.Response!.IsHtml);

    private static bool Scope(JiraResponse? response) => response is { Status: 401 } && response.BodyHas(ScopeMismatch);

    private static string User(Signal s) => s.Settings.Username is { Length: > 0 } name ? name : "the account";

    private static string Reason(Signal s) => s.Response!.LoginReasons.IsEmpty ? "" : $", {s.Show(string.Join(", ", s.Response.LoginReasons))}";

    private static string GatewayOf(Signal s) => s.Gateway!.Url.ToString().Split("/rest/", 2)[0];
}

/// <summary>Findings about refusals that earlier tests remembered, in this process or another.</summary>
internal static class RefusalFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4010", null, s => s.Trouble is not null,
            s => $"Refusals cannot be remembered for other processes ({s.Show(s.Trouble)}), so each of them may try a wrong credential once.",
            _ => "Make the folder of that file writable for this user, or remove the file if it is damaged."),
        Fails("HC4009", "credential", s => s.RefusedAt is not null,
            s => $"Jira refused this user and credential at {s.RefusedAt!.Value.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC; "
                + "it was not sent again, because repeated failures can lock the account.",
            s => $"Correct the credential (a changed one is tried at once). "
                + $"If the cause was fixed in Jira, run '{s.ForgetCommand}' or wait ten minutes."),
    ];
}
