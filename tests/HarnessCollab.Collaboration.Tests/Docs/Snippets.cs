using HarnessCollab.Collaboration.Inputs;
using Pulumi;

namespace HarnessCollab.Collaboration.Tests.Docs;

/// <summary>The examples of the registry pages, compiled. <see cref="SnippetTests"/> holds the pages to them.</summary>
internal static class Snippets
{
    public static Dictionary<string, object?> Account(Pulumi.Config config)
    {
        #region account
        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://mycompany.atlassian.net",
            Username = "bot@mycompany.com",
            ApiToken = config.RequireSecret("jiraApiToken"),
            TokenExpiresAt = "2027-06-30",
            ConnectionTest = new ConnectionTestArgs
            {
                Projects = { "OPS", "DEV" },
                Refresh = ConnectionTestPolicy.Enforce,
            },
        });
        #endregion
        return new() { ["status"] = jira.Connection };
    }

    public static void DataCenter(Pulumi.Config config)
    {
        #region data-center
        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://jira.mycompany.com/jira",
            PersonalAccessToken = config.RequireSecret("jiraToken"),
        });
        #endregion
        _ = jira;
    }

    public static void SharedText(Pulumi.Config config)
    {
        #region shared-text
        var token = new EncryptedText("token", new EncryptedTextArgs
        {
            Name = "jira-token",
            Value = config.RequireSecret("jiraApiToken"),
            UsageScope = new UsageScopeArgs
            {
                Applications = new UsageScopeSelectionArgs { Names = { "shop", "billing" } },
                Environments = new UsageScopeSelectionArgs { All = true },
            },
        });

        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://mycompany.atlassian.net",
            Username = "bot@mycompany.com",
            EncryptedText = token.Id,
        });
        #endregion
        _ = jira;
    }

    public static void Get()
    {
        #region get
        var jira = GetJiraCollaborationProvider.Invoke(new GetJiraCollaborationProviderInvokeArgs
        {
            DisplayName = "ops-jira",
        });
        var baseUrl = jira.Apply(found => found.BaseUrl);
        #endregion
        _ = baseUrl;
    }

    public static void List()
    {
        #region list
        var names = GetJiraCollaborationProviders.Invoke()
            .Apply(result => string.Join(", ", result.Providers.Select(provider => provider.DisplayName)));
        #endregion
        _ = names;
    }

    public static void Test(Pulumi.Config config)
    {
        #region test
        var report = TestJiraConnection.Invoke(new TestJiraConnectionInvokeArgs
        {
            BaseUrl = "https://mycompany.atlassian.net",
            Username = "bot@mycompany.com",
            ApiToken = config.RequireSecret("jiraApiToken"),
            Projects = { "OPS" },
        });
        var verdict = report.Apply(result => result.Verdict);
        #endregion
        _ = verdict;
    }

    public static void ExplicitProvider(Pulumi.Config config)
    {
        #region explicit-provider
        var provider = new Provider("team", new ProviderArgs
        {
            Store = config.RequireSecret("store"),
            JiraApiToken = config.RequireSecret("jiraApiToken"),
            ConnectionTest = new ConnectionTestDefaultsArgs { Preview = ConnectionTestPolicy.Warn },
        });

        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://mycompany.atlassian.net",
            Username = "bot@mycompany.com",
        }, new CustomResourceOptions { Provider = provider });
        #endregion
        _ = jira;
    }

    public static void Import(Pulumi.Config config)
    {
        #region import
        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://mycompany.atlassian.net",
            Username = "bot@mycompany.com",
            ApiToken = config.RequireSecret("jiraApiToken"),
        }, new CustomResourceOptions { ImportId = "jcp_6137ef6592270e7adb26f9a307fb8263" });
        #endregion
        _ = jira;
    }

    public static void TestByDelegate(Pulumi.Config config)
    {
        #region test-by-delegate
        var jira = new JiraCollaborationProvider("jira", new JiraCollaborationProviderArgs
        {
            DisplayName = "ops-jira",
            BaseUrl = "https://jira.internal.example.com",
            Username = "bot",
            Password = config.RequireSecret("jiraPassword"),
            ConnectionTest = new ConnectionTestArgs { Delegate = ConnectionTestPolicy.Enforce },
        });
        #endregion
        _ = jira;
    }
}
