using Pulumi;
using Collaboration = HarnessCollab.Collaboration;

namespace Converted;

/// <summary>
/// A program in the form in which <c>pulumi convert</c> and <c>pulumi import</c> write C#: they alias the last part of the namespace and write
/// <c>new()</c> for nested arguments. It is compiled only.
/// </summary>
internal static class ConvertedProgram
{
    public static Dictionary<string, object?> Run()
    {
        var config = new Config();
        var baseUrl = config.Require("baseUrl");
        var team = new Collaboration.Provider("team", new()
        {
            ConnectionTest = new Collaboration.Inputs.ConnectionTestDefaultsArgs
            {
                Preview = Collaboration.ConnectionTestPolicy.Warn,
            },
        });

        var token = new Collaboration.EncryptedText("token", new()
        {
            Name = "jira-token",
            Value = config.RequireSecret("jiraApiToken"),
            UsageScope = new Collaboration.Inputs.UsageScopeArgs
            {
                Applications = new Collaboration.Inputs.UsageScopeSelectionArgs
                {
                    Names = new[]
                    {
                        "shop",
                    },
                },
            },
        });

        var jira = new Collaboration.JiraCollaborationProvider("jira", new()
        {
            DisplayName = "ops-jira",
            BaseUrl = baseUrl,
            Username = "bot@mycompany.com",
            EncryptedText = token.Id,
            ConnectionTest = new Collaboration.Inputs.ConnectionTestArgs
            {
                Projects = new[]
                {
                    "OPS",
                },
                TimeoutSeconds = 30,
            },
            Tags =
            {
                { "team", "ops" },
            },
        }, new CustomResourceOptions
        {
            Provider = team,
            Protect = true,
        });

        var found = Collaboration.GetJiraCollaborationProvider.Invoke(new()
        {
            Id = jira.Id,
        });

        var all = Collaboration.GetJiraCollaborationProviders.Invoke();

        return new Dictionary<string, object?>
        {
            ["status"] = jira.Connection.Apply(connection => connection.Status),
            ["revision"] = found.Apply(getJiraCollaborationProviderResult => getJiraCollaborationProviderResult.Revision),
            ["names"] = all.Apply(
                getJiraCollaborationProvidersResult => getJiraCollaborationProvidersResult.Providers.Select(item => item.DisplayName).ToList()),
        };
    }
}
