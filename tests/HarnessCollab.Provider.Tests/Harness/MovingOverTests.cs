using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>
/// What Terraform has made, in the requests that its provider sends, is imported, and the program that the page on the store makes of the
/// configuration has nothing to do: empty attributes are not sent at all, tags are texts by key, and specs repeat their type.
/// </summary>
public sealed class MovingOverTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    private const string Url = "https://jira.example.com";

    [Theory]
    [InlineData("account.jira_token", "account.jira_token", null, null, "moved")]
    [InlineData("account.jira_token", "jira_token", "default", null, "default/moved")]
    [InlineData("org.jira_token", "default/jira_token", "default", "shop", "default/shop/moved")]
    [InlineData("org.jira_token", "org.jira_token", "default", "shop", "default/shop/moved")]
    [InlineData("jira_token", "default/shop/jira_token", "default", "shop", "default/shop/moved")]
    public async Task A_connector_with_user_name_and_password(string reference, string text, string? org, string? project, string id)
    {
        await TextAsync("jira_token");
        await TextAsync("jira_token", "default");
        await TextAsync("jira_token", "default", "shop");
        await ConnectorAsync(
            new { type = "UsernamePassword", spec = new { username = "bot", passwordRef = reference } },
            org,
            project,
            new { team = "ops", tier = "1" },
            "Files incidents",
            ["primary", "eu"]);

        await HasNothingToDoAsync(id, PropertyMap.Of(
            ("displayName", Of("Moved")),
            ("identifier", Of("moved")),
            ("orgId", Of(org ?? "")),
            ("projectId", Of(project ?? "")),
            ("baseUrl", Of(Url)),
            ("username", Of("bot")),
            ("encryptedText", Of(text)),
            ("description", Of("Files incidents")),
            ("delegateSelectors", PropertyValue.Of(["eu", "primary"])),
            ("tags", PropertyValue.Of(PropertyMap.Of(("team", Of("ops")), ("tier", Of("1")))))));
    }

    [Fact]
    public async Task A_reference_to_the_organisation_means_that_of_the_connector()
    {
        await TextAsync("jira_token", "default");
        var created = await CreatedAsync("jira", Good("Jira", ("encryptedText", Of("org.jira_token")), ("orgId", Of("default"))).Without("apiToken"));

        Assert.Equal("default/jira_token", created.Outputs["secretId"].AsString());
        Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("jira", created)).Inputs));
    }

    [Fact]
    public async Task A_connector_with_a_user_name_by_reference()
    {
        await TextAsync("jira_token");
        await TextAsync("jira_user");
        await ConnectorAsync(new { type = "UsernamePassword", spec = new { usernameRef = "account.jira_user", passwordRef = "account.jira_token" } });

        await HasNothingToDoAsync("moved", PropertyMap.Of(
            ("displayName", Of("Moved")),
            ("identifier", Of("moved")),
            ("baseUrl", Of(Url)),
            ("usernameSecret", Of("account.jira_user")),
            ("encryptedText", Of("account.jira_token"))));
    }

    [Fact]
    public async Task A_connector_with_a_personal_access_token()
    {
        await TextAsync("jira_token");
        await ConnectorAsync(new { type = "PersonalAccessToken", spec = new { patRef = "account.jira_token" } });

        await HasNothingToDoAsync("moved", PropertyMap.Of(
            ("displayName", Of("Moved")), ("identifier", Of("moved")), ("baseUrl", Of(Url)), ("encryptedText", Of("account.jira_token"))));
    }

    [Fact]
    public async Task A_secret_text_that_another_system_keeps()
    {
        await Platform.SetAsync(new { managers = "vault@account" });
        await TextAsync("jira_token", "default", null, "Reference", "team/jira", "account.vault", new { team = "ops" });

        await HasNothingToDoAsync("default/jira_token", PropertyMap.Of(
            ("name", Of("jira_token")),
            ("identifier", Of("jira_token")),
            ("usageScope", PropertyValue.Of(PropertyMap.Of(("org", Of("default"))))),
            ("secretManager", Of("account.vault")),
            ("reference", Of("team/jira")),
            ("tags", PropertyValue.Of(PropertyMap.Of(("team", Of("ops")))))), PluginProcess.TextType);
    }

    [Fact]
    public async Task An_inline_secret_text_gets_its_value_once_since_the_platform_gives_none_back()
    {
        await TextAsync("jira_token", tags: new { team = "ops" });
        var inputs = Text("jira_token").With("tags", PropertyValue.Of(PropertyMap.Of(("team", Of("ops")))));
        var (plan, imported, news) = await PlanAsync("jira_token", inputs, PluginProcess.TextType);

        Assert.Equal(["value"], plan);
        var updated = await Plugin.UpdateAsync("moved", imported, news, type: PluginProcess.TextType);
        Assert.Empty((await Plugin.DiffAsync("moved", updated, news, PluginProcess.TextType)).Diffs);
        Assert.True(await Platform.HoldsAsync("jira_token", JiraSandbox.Token));
    }

    private async Task HasNothingToDoAsync(string id, PropertyMap inputs, string type = PluginProcess.ResourceType)
    {
        var calls = (await Platform.CallsAsync()).Count;
        var (plan, imported, _) = await PlanAsync(id, inputs, type);

        Assert.Empty(plan);
        var refreshed = await Plugin.ReadAsync("moved", imported, type);
        Assert.Equal(imported.Inputs, PropertyDecoder.Decode(refreshed.Inputs));
        Assert.All((await Platform.CallsAsync()).Skip(calls), call => Assert.Matches("^(get|list)-", call));
    }

    // As 'pulumi import' and the preview after it ask: two runs of the plugin.
    private async Task<(IEnumerable<string> Plan, Known Imported, PropertyMap News)> PlanAsync(string id, PropertyMap inputs, string type)
    {
        var read = await Plugin.ImportAsync("moved", id, type);
        var imported = new Known(read.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
        var preview = await StartAsync();
        var news = await preview.CheckedAsync("moved", inputs, imported.Inputs, type);
        return ((await preview.DiffAsync("moved", imported, news, type)).Diffs, imported, news);
    }

    private Task TextAsync(
        string identifier,
        string? org = null,
        string? project = null,
        string valueType = "Inline",
        string value = "of Terraform",
        string manager = "harnessSecretManager",
        object? tags = null) => Platform.SeedSecretAsync(
        Sent(
            ("type", "SecretText"),
            ("name", identifier),
            ("identifier", identifier),
            ("orgIdentifier", org),
            ("projectIdentifier", project),
            ("tags", tags),
            ("spec", new { type = "SecretText", secretManagerIdentifier = manager, valueType, value })),
        org,
        project);

    private Task ConnectorAsync(
        object auth, string? org = null, string? project = null, object? tags = null, string? description = null, string[]? selectors = null) =>
        Platform.SeedConnectorAsync(Sent(
            ("name", "Moved"),
            ("identifier", "moved"),
            ("description", description),
            ("orgIdentifier", org),
            ("projectIdentifier", project),
            ("tags", tags),
            ("type", "Jira"),
            ("spec", Sent(("connectorType", ""), ("jiraUrl", Url), ("auth", auth), ("delegateSelectors", selectors)))));

    // Attributes without a value are left out.
    private static Dictionary<string, object> Sent(params (string Name, object? Value)[] members) =>
        members.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value!);
}
