using HarnessCollab.Jira;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>
/// Store and connection test name the kinds of credentials each for itself. Between them a kind goes by its name: the order of an enum is nobody's
/// promise.
/// </summary>
internal static class CredentialKinds
{
    public static JiraCredentialKind ToJira(this CredentialKind kind) => kind switch
    {
        CredentialKind.Password => JiraCredentialKind.Password,
        CredentialKind.ApiToken => JiraCredentialKind.ApiToken,
        CredentialKind.PersonalAccessToken => JiraCredentialKind.PersonalAccessToken,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
