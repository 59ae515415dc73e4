namespace HarnessCollab.Common;

/// <summary>The kind of secret that signs in to Jira. It decides how the secret is sent.</summary>
public enum CredentialKind
{
    /// <summary>An account password, sent as Basic. Jira Cloud does not accept it.</summary>
    Password,

    /// <summary>An Atlassian API token, sent as Basic with the account's e-mail address.</summary>
    ApiToken,

    /// <summary>A personal access token of Jira Data Center or Server, sent as Bearer without a user name.</summary>
    PersonalAccessToken,
}
