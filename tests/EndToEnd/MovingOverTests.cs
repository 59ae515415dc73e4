using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

/// <summary>The page's recipe for those who come from Terraform, through the real processes: objects in its provider's requests, a program.</summary>
public sealed class MovingOverTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task What_Terraform_has_made_is_imported_and_the_program_plans_nothing(string cli)
    {
        await using var platform = await HarnessSandbox.StartAsync();
        var stack = await EmptyStackAsync(cli);
        stack.UsePlatform(platform);
        await SecretAsync("jira_token");
        await SecretAsync("jira_user");
        await ConnectorAsync("ops", new { username = JiraSandbox.User, passwordRef = "account.jira_token" }, new { team = "ops", tier = "1" });
        await ConnectorAsync("by_reference", new { usernameRef = "account.jira_user", passwordRef = "account.jira_token" }, new { });
        var before = (await platform.CallsAsync()).Count;
        var (importing, moved) = (Program(isImport: true), Program(isImport: false));

        Declare(stack, importing);
        var imported = await SucceedsAsync(stack.UpAsync());
        Declare(stack, moved);
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
        await SucceedsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview"));
        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));

        Says(imported, "    = 2 imported\n");
        Assert.Equal("default/shop/ops", stack.State.Id("ops"));
        Assert.All((await platform.CallsAsync()).Skip(before), call => Assert.Matches("^(get|list)-", call));

        object[] Program(bool isImport) =>
        [
            Moved("ops", isImport, tags: new() { ["team"] = "ops", ["tier"] = "1" }),
            Moved("by_reference", isImport, usernameSecret: "account.jira_user"),
        ];

        Task SecretAsync(string identifier) => platform.SeedSecretAsync(new
        {
            type = "SecretText",
            name = identifier,
            identifier,
            spec = new { type = "SecretText", secretManagerIdentifier = "harnessSecretManager", valueType = "Inline", value = JiraSandbox.Token },
        });

        Task ConnectorAsync(string identifier, object auth, object tags) => platform.SeedConnectorAsync(new
        {
            name = identifier,
            identifier,
            orgIdentifier = "default",
            projectIdentifier = "shop",
            tags,
            type = "Jira",
            spec = new { connectorType = "", jiraUrl = Jira.BaseUrl, auth = new { type = "UsernamePassword", spec = auth } },
        });
    }

    private static object Moved(string name, bool isImport, Dictionary<string, string>? tags = null, string? usernameSecret = null) => new
    {
        name,
        identifier = name,
        orgId = "default",
        projectId = "shop",
        text = "account.jira_token",
        tags,
        usernameSecret,
        import = isImport ? $"default/shop/{name}" : null,
    };
}
