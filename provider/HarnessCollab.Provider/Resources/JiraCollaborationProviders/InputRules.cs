using HarnessCollab.Jira;
using HarnessCollab.Provider.Configuration;
using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>
/// The rules of Check about several inputs, the provider's configuration, or the capabilities of the store. They never access the store.
/// </summary>
internal static class InputRules
{
    /// <summary>Adds the effective credential to the inputs, and reports inputs that contradict each other.</summary>
    /// <param name="given">The inputs as received.</param>
    /// <param name="inputs">The inputs that are valid by themselves.</param>
    /// <param name="isImported">Whether the object was just read for an import: its credential is in the store.</param>
    /// <param name="session">The provider's configuration, and the capabilities of its store.</param>
    /// <param name="problems">Receives the problems.</param>
    public static PropertyMap Apply(PropertyMap given, PropertyMap inputs, bool isImported, Session session, CheckProblems problems)
    {
        inputs = PlaceRule.Apply(ChooseCredential(given, inputs, isImported, session.Settings, problems), session, problems);
        var candidate = JiraAccountCandidate.From(inputs);
        CheckScheme(candidate, session.Settings, problems);
        CheckCredentialKind(candidate, problems);
        CheckUsername(candidate, problems);
        CheckTestCredential(candidate, problems);
        return inputs;
    }

    /// <summary>A credential must not be sent unencrypted to another machine.</summary>
    public static void CheckScheme(JiraAccountCandidate candidate, ProviderSettings settings, CheckProblems problems)
    {
        if (candidate.Url is { IsLoopback: false } url && url.Scheme == Uri.UriSchemeHttp && !settings.AllowInsecureHttp)
        {
            problems.Add(
                BaseUrl, ErrorCodes.InsecureBaseUrl,
                "is an http address; the credential would travel unencrypted. Use https, or permit it with 'pulumi config set "
                + $"{PackageInfo.ConfigKey(ProviderConfiguration.AllowInsecureHttp.Name)} true'.");
        }
    }

    private static PropertyMap ChooseCredential(
        PropertyMap given, PropertyMap inputs, bool isImported, ProviderSettings settings, CheckProblems problems)
    {
        var named = Credentials.Select(credential => credential.Property).Append(EncryptedText)
            .Where(property => given.Find(property.Name)?.Unwrap() is not (null or NullValue))
            .ToArray();
        switch (named.Length)
        {
            case 1:
                return inputs;
            case > 1:
                problems.Add(
                    ErrorCodes.SeveralCredentials,
                    $"{problems.Subject} has {string.Join(" and ", named.Select(property => $"'{property.Name}'"))}; "
                    + "exactly one of apiToken, password, personalAccessToken and encryptedText is allowed.");
                return inputs;
        }

        if (settings.DefaultCredential is not { } shared)
        {
            if (isImported)
            {
                return inputs;
            }

            problems.Add(
                ErrorCodes.NoCredential,
                $"{problems.Subject} has no credential. Set one for all Jira accounts with 'pulumi config set --secret "
                + $"{PackageInfo.ConfigKey(ProviderConfiguration.JiraApiToken.Name)}' "
                + $"(Jira Cloud), or {PackageInfo.ConfigKey(ProviderConfiguration.JiraPassword.Name)} or "
                + $"{PackageInfo.ConfigKey(ProviderConfiguration.JiraPersonalAccessToken.Name)} (Server, Data Center); "
                + "or give the resource an apiToken, password, personalAccessToken or encryptedText.");
            return inputs;
        }

        var property = PropertyOf(shared.Kind);
        return inputs.With(property.Name, property.Write(shared.Reveal()));
    }

    private static void CheckCredentialKind(JiraAccountCandidate candidate, CheckProblems problems)
    {
        if (candidate.Url is { } url && JiraHost.IsCloud(url)
            && candidate.InlineKind is CredentialKind.Password or CredentialKind.PersonalAccessToken)
        {
            var source = candidate.CredentialProperty!;
            var what = candidate.InlineKind == CredentialKind.Password ? "passwords for its API (since 2019)" : "personal access tokens";
            problems.Add(
                source, ErrorCodes.CredentialKindOnCloud,
                $"is not valid for {url.Host}: Jira Cloud does not accept {what}. Create an API token at "
                    + "https://id.atlassian.com/manage-profile/security/api-tokens and give it as apiToken.");
        }
    }

    private static void CheckUsername(JiraAccountCandidate candidate, CheckProblems problems)
    {
        const string WithToken = "must be left out with a personalAccessToken, which already identifies its account.";
        var isToken = candidate.InlineKind == CredentialKind.PersonalAccessToken;
        if (!candidate.UsernameSecret.IsAbsent)
        {
            if (!candidate.Username.IsAbsent)
            {
                problems.Add(
                    UsernameSecret, ErrorCodes.UsernameTwice, "is given in addition to 'username'; give the user name in only one of them.");
            }
            else if (isToken)
            {
                problems.Add(UsernameSecret, ErrorCodes.BadUsername, WithToken);
            }

            return;
        }

        // One problem at a time: these rules do not apply while the name itself is invalid.
        if (candidate.Username.IsUnknown || problems.Has(Username.Name) || candidate.Url is not { } url)
        {
            return;
        }

        var isCloud = JiraHost.IsCloud(url);
        if (candidate.Username.IsKnown && isToken)
        {
            problems.Add(Username, ErrorCodes.BadUsername, WithToken);
        }
        else if (candidate.Username.IsKnown && isCloud && !IsMail(candidate.Username.Value))
        {
            problems.Add(
                Username,
                ErrorCodes.BadUsername,
                $"is {TextProblems.Quote(candidate.Username.Value)}; Jira Cloud requires the full e-mail address of the account.");
        }
        else if (candidate.Username.IsAbsent && (isCloud || candidate.InlineKind is CredentialKind.ApiToken or CredentialKind.Password))
        {
            var what = isCloud
                ? "is required: the full e-mail address of the account."
                : $"is required with {candidate.CredentialProperty!.Name}: the login name of the account.";
            problems.Add(Username, ErrorCodes.Missing, what, valueMayHoldSecret: true);
        }
    }

    private static void CheckTestCredential(JiraAccountCandidate candidate, CheckProblems problems)
    {
        if (!ConnectionTestDeclaration.Credential.Read(candidate.ConnectionTest).IsAbsent && candidate.EncryptedText.IsAbsent)
        {
            problems.Add(
                ErrorCodes.SeveralCredentials,
                $"'{ConnectionTest.Name}.{ConnectionTestDeclaration.Credential.Name}' of {problems.Subject} is for encryptedText only; "
                + "without a reference the credential itself is tested.");
        }
    }

    // Not a full check of mail addresses: just enough to distinguish one from a login name.
    private static bool IsMail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 3 && text.IndexOf('.', at) > at && !text.Any(char.IsWhiteSpace);
    }
}
