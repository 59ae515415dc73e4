using System.Text.Json;
using System.Text.Json.Serialization;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>A test that changes its mind about which resources the program registers.</summary>
public abstract class ScenarioTest : CliTest
{
    protected const string Type = PluginProcess.ResourceType;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A stack that is up, with these resources (see <c>ResourceSpec</c> of the test program).</summary>
    protected async Task<StackFolder> UpWithAsync(string cli, params object[] resources)
    {
        var stack = await EmptyStackAsync(cli);
        Declare(stack, resources);
        await SucceedsAsync(stack.UpAsync());
        return stack;
    }

    /// <summary>Lets the program register these resources from now on.</summary>
    protected void Declare(StackFolder stack, params object[] resources) => DeclareWith(stack, [], resources);

    /// <summary>The same, with settings of the stack beside them.</summary>
    protected void DeclareWith(StackFolder stack, Dictionary<string, string> settings, params object[] resources) =>
        stack.WriteConfig(new Dictionary<string, string>(settings)
        {
            ["baseUrl"] = Jira.BaseUrl,
            ["username"] = JiraSandbox.User,
            ["resources"] = JsonSerializer.Serialize(resources, Json),
        });

    /// <summary>The checkpoint as it stands.</summary>
    protected static Task<string> ReadAsync(StackFolder stack) => File.ReadAllTextAsync(stack.CheckpointPath, TestContext.Current.CancellationToken);

    /// <summary>Another stack takes over the account 'ops' of the resource 'jira', and writes another token, untested.</summary>
    protected async Task ChangeTokenElsewhereAsync(StackFolder stack)
    {
        using var other = await stack.AnotherStackAsync("elsewhere");
        other.Environment["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off";
        Declare(other, Account("theirs", "ops", token: "rotated", import: stack.State.Id("jira")));
        await SucceedsAsync(other.UpAsync());
    }

    /// <summary>An account; everything that is null is left out.</summary>
    protected static object Account(
        string name,
        string? displayName = null,
        string? description = null,
        string token = JiraSandbox.Token,
        string? username = null,
        string? text = null,
        string? refresh = null,
        string? import = null,
        string? get = null,
        string[]? aliases = null,
        bool? deleteBeforeReplace = null,
        bool? protect = null,
        string[]? ignoreChanges = null,
        string? provider = null, string? dependsOn = null, double? timeout = null, string? address = null) =>
        new
        {
            name, displayName, description, token, username, text, refresh, import, get, aliases, deleteBeforeReplace, protect, ignoreChanges,
            provider, dependsOn, timeout, address,
        };

    /// <summary>An encrypted text.</summary>
    protected static object Text(string name, string? displayName = null, string token = JiraSandbox.Token, string[]? aliases = null) =>
        new { kind = "text", name, displayName, token, aliases };

    protected static string Urn(string name, string stack = "dev") => $"urn:pulumi:{stack}::e2e::{Type}::{name}";

    /// <summary>State and store hold the same accounts, each under its own id, and nothing else.</summary>
    /// <param name="expected">Display name by logical name.</param>
    protected static async Task HoldsAsync(StackFolder stack, params (string Name, string DisplayName)[] expected)
    {
        var accounts = await stack.AccountsAsync();
        Assert.Equal(expected.Select(one => one.DisplayName).Order(StringComparer.Ordinal), accounts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, stack.State.Resources().Count(entry => entry.GetProperty("type").GetString() == Type));
        foreach (var (name, displayName) in expected)
        {
            Assert.Equal(accounts[displayName].GetProperty("id").GetString(), stack.State.Id(name));
        }
    }
}
