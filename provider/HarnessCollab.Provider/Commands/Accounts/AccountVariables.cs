namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>An account as environment variables.</summary>
internal static class AccountVariables
{
    private const string BaseUrl = "JIRA_BASE_URL";
    private const string Username = "JIRA_USERNAME";

    /// <summary>All names that can be set. They are removed first, so that no value of another account stays visible.</summary>
    public static IReadOnlyList<string> Names { get; } = [BaseUrl, Username, .. Enum.GetValues<CredentialKind>().Select(NameOf)];

    /// <summary>The variables of one account, including its secret.</summary>
    public static IReadOnlyDictionary<string, string> Of(JiraAccountRecord account, SecretText secret)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [BaseUrl] = account.Fields.BaseUrl,
            [NameOf(account.Fields.CredentialKind)] = secret.Reveal(),
        };
        if (account.Fields.Username is { } username)
        {
            variables[Username] = username;
        }

        return variables;
    }

    private static string NameOf(CredentialKind kind) => kind switch
    {
        CredentialKind.ApiToken => "JIRA_API_TOKEN",
        CredentialKind.Password => "JIRA_PASSWORD",
        CredentialKind.PersonalAccessToken => "JIRA_PERSONAL_ACCESS_TOKEN",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
