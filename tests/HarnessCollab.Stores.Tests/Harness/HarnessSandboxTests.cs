using System.Text.Json;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>The stand-in answers like the platform where clients go wrong first. Asked directly: the store is not part of it.</summary>
public sealed class HarnessSandboxTests : IAsyncLifetime
{
    private const string Shop = "orgIdentifier=default&projectIdentifier=shop";

    private HarnessSandbox _platform = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _platform = await HarnessSandbox.StartAsync("--orgs", "default,other", "--projects", "default/shop,other/shop");

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_use_that_is_over_is_listed_and_keeps_the_secret_for_two_seconds_after_a_delete_and_after_a_put()
    {
        await MakeAsync("first", "second");
        await ConnectorAsync("jira", "account.first");
        await RefusedAsync(400, "ENTITY_REFERENCE_EXCEPTION", "DELETE", "v2/secrets/first?forceDelete=false");

        await ConnectorAsync("jira", "account.second", method: "PUT");
        Assert.Equal(["jira"], await UsersAsync("first"));
        await RefusedAsync(400, "ENTITY_REFERENCE_EXCEPTION", "DELETE", "v2/secrets/first?forceDelete=false");
        await DoneAsync("DELETE", "connectors/jira?forceDelete=false");
        Assert.Equal(["jira"], await UsersAsync("second"));

        await Task.Delay(TimeSpan.FromSeconds(2.1), Cancel);
        Assert.Empty(await UsersAsync("first"));
        await DoneAsync("DELETE", "v2/secrets/first?forceDelete=false");
        await DoneAsync("DELETE", "v2/secrets/second?forceDelete=false");
    }

    [Fact]
    public async Task Permissions_are_of_a_scope_or_an_object_and_a_list_without_them_is_refused()
    {
        await MakeAsync("shared", "open");
        await _platform.SetAsync(new { deny = "core_secret_view@account:shared,core_secret_view@default,core_connector_view@default/shop" });

        await RefusedAsync(403, "NG_ACCESS_DENIED", "GET", "v2/secrets/shared");
        await DoneAsync("GET", "v2/secrets/open");
        await DoneAsync("POST", "connectors/listV2", new { filterType = "Connector" });
        await RefusedAsync(403, "NG_ACCESS_DENIED", "POST", $"connectors/listV2?{Shop}", new { filterType = "Connector" });
        await RefusedAsync(403, "NG_ACCESS_DENIED", "POST", "v2/secrets/list?orgIdentifier=default", new { });
        // Of those that a list finds the hidden ones are left out.
        Assert.Equal(["open"], await ListAsync("v2/secrets/list", new { }));
        // Saving a connector asks no right to the secret.
        await ConnectorAsync("jira", "account.shared");
    }

    [Fact]
    public async Task Secret_managers_may_be_disabled_late_or_others_and_are_fixed_like_the_identifier()
    {
        await _platform.SetAsync(new { managers = "vault@account" });
        await DoneAsync("POST", "v2/secrets", Secret("kept", "vault", "Reference", "team/jira"));
        var kept = (await DoneAsync("GET", "v2/secrets/kept")).GetProperty("secret").GetProperty("spec");
        Assert.Equal("team/jira", kept.GetProperty("value").GetString());
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "POST", "v2/secrets", Secret("x", "unknown"));
        await RefusedAsync(400, "INVALID_REQUEST", "POST", "v2/secrets", Secret("x", valueType: "Reference"));
        await RefusedAsync(400, "INVALID_REQUEST", "PUT", "v2/secrets/kept", Secret("kept"));
        await RefusedAsync(400, "INVALID_REQUEST", "PUT", "v2/secrets/kept", Secret("renamed", "vault", "Reference", "team/jira"));

        await _platform.SetAsync(new Dictionary<string, object> { ["late-manager"] = 1 });
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "POST", $"v2/secrets?{Shop}", Secret("late", org: "default", project: "shop"));
        await DoneAsync("POST", $"v2/secrets?{Shop}", Secret("late", org: "default", project: "shop"));

        await _platform.SetAsync(new Dictionary<string, object> { ["no-built-in-manager"] = true });
        await RefusedAsync(400, "INVALID_REQUEST", "POST", "v2/secrets", Secret("x"));
    }

    [Theory]
    [InlineData("Ops-Jira")]
    [InlineData("1jira")]
    [InlineData("account")]
    public async Task An_id_outside_the_rule_is_a_bad_request_and_one_within_it_is_not_found(string id)
    {
        await RefusedAsync(400, "INVALID_REQUEST", "GET", $"connectors/{id}");
        await RefusedAsync(400, "INVALID_REQUEST", "DELETE", $"connectors/{id}");
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "GET", "connectors/Ops_Jira");
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "GET", $"v2/secrets/{id}");
    }

    [Fact]
    public async Task A_list_with_all_that_is_available_in_a_project_ignores_the_organisation()
    {
        await MakeAsync("shared");
        await ConnectorAsync("outermost", "account.shared");
        await ConnectorAsync("ours", "account.shared", "default", "shop");
        await ConnectorAsync("theirs", "account.shared", "other", "shop");

        Assert.Equal(["ours"], await ListAsync($"connectors/listV2?{Shop}", new { filterType = "Connector" }));
        Assert.Equal(
            ["ours", "outermost", "theirs"],
            await ListAsync($"connectors/listV2?{Shop}&includeAllConnectorsAvailableAtScope=true", new { filterType = "Connector" }));
    }

    [Fact]
    public async Task Members_that_were_not_sent_are_kept_and_shown()
    {
        await MakeAsync("shared");
        await ConnectorAsync("jira", "account.shared");

        var spec = (await DoneAsync("GET", "connectors/jira")).GetProperty("connector").GetProperty("spec");
        Assert.True(spec.GetProperty("executeOnDelegate").GetBoolean());
        Assert.False(spec.GetProperty("ignoreTestConnection").GetBoolean());
        Assert.Equal("account.shared", spec.GetProperty("passwordRef").GetString());
        var secret = (await DoneAsync("GET", "v2/secrets/shared")).GetProperty("secret").GetProperty("spec");
        Assert.Equal(JsonValueKind.Null, secret.GetProperty("additionalMetadata").ValueKind);
        Assert.Equal(JsonValueKind.Null, secret.GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_key_of_another_account_is_not_accepted_and_one_that_cannot_be_looked_up_says_so_once()
    {
        var (status, answer) = await _platform.AskAsync("GET", "connectors/jira", account: "another");
        Assert.Equal((401, "INVALID_TOKEN"), (status, answer.GetProperty("code").GetString()));

        await _platform.FailAsync("get-secret:key-lookup");
        Assert.Contains(
            "Error fetching ApiKey token details",
            (await RefusedAsync(401, "INVALID_TOKEN", "GET", "v2/secrets/x")).GetProperty("message").GetString(),
            StringComparison.Ordinal);
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "GET", "v2/secrets/x");
    }

    [Theory]
    [InlineData("jira", "account.nowhere", null)]
    [InlineData("jira", "account.shared", "nowhere")]
    [InlineData("taken", "account.shared", null)]
    public async Task A_policy_denies_before_reference_organisation_and_duplicate_are_looked_at(string identifier, string secret, string? org)
    {
        await MakeAsync("shared");
        await ConnectorAsync("taken", "account.shared");
        var connector = Connector(identifier, secret, org);
        Assert.NotEqual(200, (await _platform.AskAsync("POST", "connectors", connector)).Status);
        await _platform.SetAsync(new { policy = "connector" });

        var denied = await DoneAsync("POST", "connectors", connector);

        Assert.Equal(JsonValueKind.Null, denied.GetProperty("connector").ValueKind);
        Assert.True(denied.GetProperty("governanceMetadata").GetProperty("deny").GetBoolean());
        Assert.Equal(["taken"], await _platform.ConnectorsAsync());
    }

    [Fact]
    public async Task Blank_names_are_refused_and_the_type_filters_of_lists_are_honoured()
    {
        await RefusedAsync(400, "INVALID_REQUEST", "POST", "v2/secrets", Secret("x", name: "   "));
        await MakeAsync("shared");
        await ConnectorAsync("jira", "account.shared");

        Assert.Equal(["jira"], await ListAsync("connectors/listV2", new { filterType = "Connector", types = new[] { "Jira", "Github" } }));
        Assert.Empty(await ListAsync("connectors/listV2", new { filterType = "Connector", types = new[] { "Github" } }));
        Assert.Equal(["shared"], await ListAsync("v2/secrets/list", new { secretTypes = new[] { "SecretText" } }));
        Assert.Empty(await ListAsync("v2/secrets/list", new { secretTypes = new[] { "SSHKey" } }));
    }

    [Fact]
    public async Task Somebody_edits_and_deletes_and_a_pipeline_is_remembered_for_a_lag_of_its_own()
    {
        await MakeAsync("shared");
        await ConnectorAsync("jira", "account.shared");
        await _platform.EditAsync("connector", "jira", new { name = "Edited" });
        Assert.Equal("Edited", (await DoneAsync("GET", "connectors/jira")).GetProperty("connector").GetProperty("name").GetString());

        await _platform.SetAsync(new Dictionary<string, object> { ["connector-lag"] = "1x", ["pipelines"] = "Deploy:jira" });
        await _platform.SetAsync(new { pipelines = "" });
        await RefusedAsync(400, "ENTITY_REFERENCE_EXCEPTION", "DELETE", "connectors/jira?forceDelete=false");
        await DoneAsync("DELETE", "connectors/jira?forceDelete=false");

        await _platform.DeleteAsync("secret", "shared");
        await RefusedAsync(400, "RESOURCE_NOT_FOUND_EXCEPTION", "GET", "v2/secrets/shared");
    }

    private static object Secret(
        string identifier,
        string manager = "harnessSecretManager",
        string valueType = "Inline",
        string value = "v",
        string? name = null,
        string? org = null,
        string? project = null) => new
        {
            secret = new
            {
                type = "SecretText",
                name = name ?? identifier,
                identifier,
                orgIdentifier = org,
                projectIdentifier = project,
                spec = new { secretManagerIdentifier = manager, valueType, value },
            },
        };

    private static object Connector(string identifier, string secret, string? org = null, string? project = null) => new
    {
        connector = new
        {
            type = "Jira",
            name = identifier,
            identifier,
            orgIdentifier = org,
            projectIdentifier = project,
            spec = new
            {
                jiraUrl = "https://jira.example.com",
                auth = new { type = "UsernamePassword", spec = new { username = "bot", passwordRef = secret } },
            },
        },
    };

    private async Task MakeAsync(params string[] secrets)
    {
        foreach (var identifier in secrets)
        {
            await DoneAsync("POST", "v2/secrets", Secret(identifier));
        }
    }

    private Task ConnectorAsync(string identifier, string secret, string? org = null, string? project = null, string method = "POST") =>
        DoneAsync(method, "connectors", Connector(identifier, secret, org, project));

    private async Task<string?[]> UsersAsync(string secret) =>
    [
        .. (await DoneAsync("GET", $"entitySetupUsage?identifier={secret}&referredEntityType=Secrets"))
            .GetProperty("content").EnumerateArray().Select(user => user.GetProperty("referredByEntity").GetProperty("name").GetString()),
    ];

    private async Task<string?[]> ListAsync(string path, object filter) =>
    [
        .. (await DoneAsync("POST", path, filter))
            .GetProperty("content").EnumerateArray()
            .Select(item => item.GetProperty(path.StartsWith("connectors", StringComparison.Ordinal) ? "connector" : "secret"))
            .Select(document => document.GetProperty("identifier").GetString()).Order(StringComparer.Ordinal),
    ];

    private async Task<JsonElement> DoneAsync(string method, string path, object? body = null)
    {
        var (status, answer) = await _platform.AskAsync(method, path, body);
        Assert.True(status == 200, answer.ToString());
        return answer.GetProperty("data");
    }

    private async Task<JsonElement> RefusedAsync(int status, string code, string method, string path, object? body = null)
    {
        var (found, answer) = await _platform.AskAsync(method, path, body);
        Assert.Equal((status, code), (found, answer.TryGetProperty("code", out var said) ? said.GetString() : null));
        return answer;
    }
}
