using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>Names what a finding is about as the function <c>testJiraConnection</c> does.</summary>
internal static class FindingNames
{
    /// <summary>The name of the input at fault, or null.</summary>
    public static string? Of(Finding finding, JiraConnectionSettings settings) => finding.Property switch
    {
        null => null,
        "credential" => JiraCollaborationProviderProperties.PropertyOf(settings.Credential?.Kind ?? CredentialKind.ApiToken).Name,
        var path => path[(path.LastIndexOf('.') + 1)..],
    };
}
