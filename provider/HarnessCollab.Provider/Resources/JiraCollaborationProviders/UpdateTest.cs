using static HarnessCollab.Provider.Resources.JiraCollaborationProviders.JiraCollaborationProviderProperties;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Whether an update concerns Jira: a rename must not fail because Jira is down.</summary>
internal static class UpdateTest
{
    public static bool IsNeeded(IReadOnlyList<Difference> differences, PropertyMap oldOutputs)
    {
        // Without a difference the engine only updates because the connection test of a refresh failed.
        if (differences.Count == 0 || IsUnwell(oldOutputs))
        {
            return true;
        }

        return differences.Any(difference => MattersToJira(difference.Property));
    }

    private static bool IsUnwell(PropertyMap oldOutputs) =>
        oldOutputs.Find(Connection.Name)?.AsObject()?.Find(ConnectionStatus.Name)?.AsString() == OutputEncoder.Failed;

    private static bool MattersToJira(Property property) =>
        property == BaseUrl || property == Username || property == UsernameSecret || property == EncryptedText || property == ConnectionTest
        || property == TokenExpiresAt
        || Credentials.Any(credential => credential.Property == property);
}
