using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Remarks about a connection that works.</summary>
internal static class NoteFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4501", "baseUrl", s => !s.IsGateway && s.Server?.BaseUrl is { } own && !IsSame(own, s.Settings.BaseUrl),
            s => $"Jira calls itself {s.Show(s.Server!.BaseUrl!.ToString())}, but the base URL is {s.Url}; links will differ.",
            _ => "Use the URL that Jira reports, unless a proxy changes it on purpose."),
        Warns("HC4502", "baseUrl", s => s.IsGateway,
            _ => "The base URL is Atlassian's API gateway: it works for scoped tokens, but the links that Harness builds from it "
                + "do not open in a browser.",
            _ => "Prefer the site's own URL with a classic API token."),
        Notes("HC4503", "credential", s => s.Kind == CredentialKind.PersonalAccessToken,
            _ => "Jira accepts the personal access token; first-generation Harness cannot send one, because it supports only user name and password.",
            _ => "Use it with Harness versions that support personal access tokens; for others, set username and password."),
        Warns("HC4504", "username", s => s.Account?.IsInactive == true,
            s => $"Jira calls the account {s.Settings.Username ?? "of the token"} inactive.",
            _ => "Have an administrator activate it; an inactive account loses its access sooner or later."),
        Warns("HC4332", "username", s => s is { Account: { } account, Settings.Username: { } username } && !account.MayBe(username),
            s => $"Jira has signed in {s.Show(string.Join(", ", s.Account!.Names))} instead of {s.Settings.Username}, "
                + "so another account was tested.",
            _ => "Look for a proxy that signs in to Jira with an account of its own; otherwise set username to the account's own name."),
        Notes("HC4505", "credential", s => s is { Flavour: Flavour.Server, Kind: CredentialKind.ApiToken },
            s => $"Jira at {s.Host} is Server or Data Center, which has no API tokens; the secret works as a password.",
            _ => "Set it as password instead of apiToken, so that its name says what it is."),
        Warns("HC4506", "credential",
            s => s is { Flavour: Flavour.Cloud, Kind: CredentialKind.Password, Settings.Credential.IsKindGuessed: false },
            s => $"Jira at {s.Host} is Jira Cloud, which does not accept account passwords; the secret that works must be an API token.",
            _ => "Set it as apiToken instead of password, so that nobody forgets that it expires."),
    ];

    private static bool IsSame(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
        && one.AbsolutePath.TrimEnd('/') == other.AbsolutePath.TrimEnd('/');
}
