namespace HarnessCollab.Stores;

/// <summary>What the secret of a provider is; it decides how Jira is addressed with it.</summary>
public enum CredentialKind
{
    /// <summary>A password, sent as Basic.</summary>
    Password,

    /// <summary>An API token of a Jira Cloud account, sent as Basic.</summary>
    ApiToken,

    /// <summary>A personal access token of Jira Server or Data Center, sent as Bearer.</summary>
    PersonalAccessToken,
}
