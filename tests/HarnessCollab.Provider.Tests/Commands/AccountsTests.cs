using System.Globalization;
using System.Text;
using System.Text.Json;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>Listing and showing accounts.</summary>
public sealed class AccountsTests : CommandTest
{
    [Fact]
    public async Task List_shows_every_account_without_its_secret()
    {
        await SeedAsync("beta");
        await SeedAsync("alpha", kind: CredentialKind.PersonalAccessToken, username: null);

        var result = await RunAsync("accounts", "list");

        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.StartsWith("NAME", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("alpha  https://jira.example.com  -                personalAccessToken", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("beta   https://jira.example.com  bot@example.com  apiToken", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_as_JSON_has_the_columns_of_the_view()
    {
        await SeedAsync(scope: new UsageScope.ApplicationEnvironments(ScopeNames.All, ScopeNames.Of("test", "prod")));

        var account = Assert.Single(Json(await RunAsync("accounts", "list", "--json")).EnumerateArray());

        Assert.Equal([
            "id", "displayName", "baseUrl", "username", "credentialKind", "secretId", "usageScope", "revision", "tags", "delegateSelectors",
            "updatedAt", "updatedBy",
        ], Names(account));
        Assert.Equal(
            """{"applications":"all","environments":["prod","test"]}""",
            System.Text.Json.Nodes.JsonNode.Parse(account.GetProperty("usageScope").GetRawText())!.ToJsonString());
        Assert.Equal("apiToken", account.GetProperty("credentialKind").GetString());
        Assert.Equal("anna on build-7, by hand", account.GetProperty("updatedBy").GetString());
    }

    [Fact]
    public async Task Show_finds_an_account_by_its_exact_name()
    {
        await SeedAsync();

        var text = await RunAsync("accounts", "show", "ops-jira");
        var json = Json(await RunAsync("accounts", "show", "ops-jira", "--json"));
        var other = await RunAsync("accounts", "show", "Ops-Jira");

        Assert.Contains("credential:       apiToken [secret]\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("ops-jira", json.GetProperty("displayName").GetString());
        Assert.Equal(1, other.ExitCode);
        Assert.StartsWith("error: HC5032: there is no Jira account named 'Ops-Jira'", other.Errors, StringComparison.Ordinal);
        Assert.Contains("there is 'ops-jira'", other.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts list")]
    [InlineData("accounts show x")]
    [InlineData("store log")]
    [InlineData("store backup copy.db")]
    [InlineData("store rotate-key")]
    [InlineData("doctor --account x")]
    public async Task A_store_that_is_not_there_is_an_error_and_is_not_made(string line)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: HC3002: there is no store at the SQLite file", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(StorePath));
    }

    [Fact]
    public async Task A_bad_store_setting_is_told_without_its_value()
    {
        var result = await RunAsync(
            ["accounts", "list"], input: null, new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = $"mysql://u:{Secret}@h/d" });

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: HC3040: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_the_store_cannot_steer_a_terminal()
    {
        await SeedAsync(username: "::add-mask::##vso[task]\u202ebot\u001b[31m@example.com");

        Assert.Contains(":add-mask:#vso[task]bot@example.com", (await RunAsync("accounts", "list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts list --json")]
    [InlineData("accounts show NAME --json")]
    [InlineData("store log --json")]
    public async Task Text_from_the_store_is_whole_in_JSON_and_no_command_to_a_build_server(string line)
    {
        const string Name = "\n::add-mask::a ##vso[task.setvariable]b ###[error]c \u202ed\u2028e\u0085f\U000e0041g";
        await SeedAsync(Name);

        var result = await RunAsync([.. line.Split(' ').Select(word => word == "NAME" ? Name : word)]);

        Assert.Contains(Name, Texts(Json(result)));
        Assert.DoesNotContain("##", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), written => Assert.False(written.TrimStart().StartsWith("::", StringComparison.Ordinal), written));
        Assert.DoesNotContain(result.Output.EnumerateRunes(), rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator);
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };
}
