using HarnessCollab.Collaboration;
using Pulumi;

return await Deployment.RunAsync(() =>
{
    var config = new Pulumi.Config();
    var args = new JiraCollaborationProviderArgs
    {
        DisplayName = config.Get("displayName") ?? "ops-jira",
        BaseUrl = config.Require("baseUrl"),
        Username = config.Get("username")!,
    };

    // Without one of its own, the account uses the provider's: config set --secret harnesscollab:jiraApiToken
    if (config.GetSecret("apiToken") is { } apiToken)
    {
        args.ApiToken = apiToken;
    }

    var jira = new JiraCollaborationProvider("jira", args);

    return new Dictionary<string, object?>
    {
        ["id"] = jira.Id,
        ["displayName"] = jira.DisplayName,
        ["status"] = jira.Connection.Apply(connection => connection.Status),
    };
});
