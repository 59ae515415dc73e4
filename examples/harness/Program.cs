using HarnessCollab.Collaboration;
using HarnessCollab.Collaboration.Inputs;
using Pulumi;

return await Deployment.RunAsync(() =>
{
    var config = new Pulumi.Config();
    var baseUrl = config.Require("baseUrl");
    var username = config.Require("username");
    var token = config.RequireSecret("jiraToken");

    // A secret of the account, for connectors of all its organisations.
    var shared = new EncryptedText("jira-token", new EncryptedTextArgs { Name = "Jira token", Value = token });

    // A connector of one project. The platform never gives a secret's value back, so the test gets it from here.
    var shop = new JiraCollaborationProvider("shop", new JiraCollaborationProviderArgs
    {
        DisplayName = "Shop Jira",
        OrgId = "default",
        ProjectId = "shop",
        BaseUrl = baseUrl,
        Username = username,
        EncryptedText = shared.Id,
        ConnectionTest = new ConnectionTestArgs { Credential = token, Projects = { "OPS" } },
        DelegateSelectors = { "primary" },
        Tags = { ["team"] = "shop" },
    });

    // A connector of the account, with a secret of its own that goes with it.
    var operations = new JiraCollaborationProvider("operations", new JiraCollaborationProviderArgs
    {
        DisplayName = "Operations Jira",
        Identifier = "ops_jira",
        BaseUrl = baseUrl,
        Username = username,
        ApiToken = token,
        Description = "Files incidents",
        // What a delegate of Harness does not confirm is taken back.
        ConnectionTest = new ConnectionTestArgs { Delegate = ConnectionTestPolicy.Enforce },
    });

    return new Dictionary<string, object?>
    {
        ["shop"] = shop.Id,
        ["operations"] = operations.Id,
        ["usageScope"] = operations.UsageScope.Apply(scope => scope.Account),
    };
});
