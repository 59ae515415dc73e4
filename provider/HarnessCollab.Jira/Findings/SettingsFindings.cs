using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Findings that need no request to Jira; every row that matches is reported.</summary>
internal static class SettingsFindings
{
    public static readonly ImmutableArray<FindingRule> Rows = Together(
        Fails("HC4005", "tokenExpiresAt", s => DaysLeft(s) < 0,
            s => $"The credential has expired: its last day was {Day(s)}. It was not sent.",
            _ => "Create a new one and set it together with its own tokenExpiresAt."),
        Warns("HC4006", "tokenExpiresAt", s => DaysLeft(s) is >= 0 and <= 3,
            s => $"The credential expires {InDays(s)}, on {Day(s)}.",
            _ => "Create a new one now and set it with its new tokenExpiresAt; after that day every use of this connection fails."),
        Warns("HC4007", "tokenExpiresAt", s => DaysLeft(s) is > 3 and <= 14,
            s => $"The credential expires in {DaysLeft(s)} days, on {Day(s)}.",
            _ => "Create a new one soon, and set both the credential and tokenExpiresAt."),
        Notes("HC4008", "tokenExpiresAt", s => DaysLeft(s) is > 14 and <= 30,
            s => $"The credential is valid for {DaysLeft(s)} more days, until {Day(s)}.",
            _ => "Plan its replacement."),
        Unknown("HC4140", "credential", s => s.Settings.WithheldBecause is not null,
            s => $"The credential was not used: {s.Settings.WithheldBecause} Only the address was tested.",
            _ => "Find out who changed the account; then run 'up' to write the program's values, or make the same change in the program."),
        Fails("HC4141", "baseUrl", s => s.Settings is { Credential: not null, AllowInsecureHttp: false }
            && s.Settings.BaseUrl.Scheme == Uri.UriSchemeHttp && !s.Settings.BaseUrl.IsLoopback,
            _ => "The address is http on another machine, so the credential would travel unencrypted. It was not sent.",
            _ => "Use https, or permit it with allowInsecureHttp (in commands: --allow-insecure-http)."),
        Notes("HC4001", "credential", s => s.Settings.Credential is null && s.Settings.WithheldBecause is null,
            _ => "No credential is available, so only the address was tested, not the sign-in.",
            _ => "Set connectionTest.credential to have the sign-in tested as well; it is never stored."),
        Fails("HC4004", "credential", s => s.Settings.Credential is { } credential && !IsSendable(credential.Reveal()),
            _ => "The credential is empty, begins or ends with white space, or contains a control character, for example a copied line break. "
                + "It was not sent.",
            _ => "Copy it again without a line break; if it comes from a file, remove the final line break."),
        Fails("HC4340", "credential",
            s => s.Settings.Credential is { } credential && IsSendable(credential.Reveal()) && Hidden(s) is { IsFault: true },
            s => $"The credential contains {Hidden(s)!.ToText()}, which was copied with it and makes it a different credential. It was not sent.",
            _ => "Copy it again from the page that showed it first, with that page's copy button, and not through a document or chat."),
        Warns("HC4341", "credential", s => s.Kind == CredentialKind.Password && Hidden(s) is { IsFault: false },
            s => $"The password contains {Hidden(s)!.ToText()}. It is sent as it is.",
            _ => "If Jira refuses it, type it instead of copying it; if it works, nothing needs to be done."),
        Fails("HC4342", "username", s =>
            NeedsUser(s) && HiddenCharacter.FindInName(s.Settings.Username ?? "") is not null && s.Settings.Username?.Any(char.IsControl) != true,
            s => $"The user name contains {HiddenCharacter.FindInName(s.Settings.Username!)!.ToText()}, which no account has. Nothing was sent.",
            _ => "Type username instead of copying it."),
        Fails("HC4002", "username", s => NeedsUser(s) && string.IsNullOrWhiteSpace(s.Settings.Username),
            _ => "A password or API token also needs a user name. Nothing was sent.",
            _ => "Set username: the e-mail address on Jira Cloud, the login name elsewhere."),
        Fails("HC4003", "username", s => NeedsUser(s) && s.Settings.Username?.Any(c => c == ':' || char.IsControl(c)) == true,
            _ => "The user name contains a colon or a control character, which Basic authentication does not allow. Nothing was sent.",
            _ => "Correct username."));

    private static ImmutableArray<FindingRule> Together(params FindingRule[] rows) => [.. rows.Select(row => row with { GoesOn = true })];

    private static bool NeedsUser(Signal s) => s.Kind is CredentialKind.Password or CredentialKind.ApiToken;

    private static HiddenCharacter? Hidden(Signal s) =>
        s.Settings.Credential is { } credential ? HiddenCharacter.FindIn(credential.Kind, credential.Reveal()) : null;

    private static bool IsSendable(string secret) => secret.Length > 0 && secret.Trim().Length == secret.Length && !secret.Any(char.IsControl);

    private static int? DaysLeft(Signal s) => s.Settings.TokenExpiresAt is { } last ? last.DayNumber - s.Today.DayNumber : null;

    private static string InDays(Signal s) => DaysLeft(s) switch
    {
        0 => "today",
        1 => "tomorrow",
        var days => $"in {days} days",
    };

    private static string Day(Signal s) => s.Settings.TokenExpiresAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
