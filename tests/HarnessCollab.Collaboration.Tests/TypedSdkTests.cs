using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Collaboration.Inputs;
using Pulumi;
using Pulumi.Compat.Tests.FakeEngine;

namespace HarnessCollab.Collaboration.Tests;

public sealed class TypedSdkTests
{
    private static readonly string Version = typeof(JiraCollaborationProvider).Assembly.GetName().Version!.ToString(3);

    [Fact]
    public async Task An_account_sends_all_its_arguments_under_their_names()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            _ = new JiraCollaborationProvider("jira", new()
            {
                DisplayName = "ops",
                BaseUrl = "https://x",
                Username = "u",
                Password = "p",
                ApiToken = "t",
                PersonalAccessToken = "pat",
                EncryptedText = "id",
                ConnectionTest = new ConnectionTestArgs
                {
                    Preview = ConnectionTestPolicy.Off,
                    Apply = ConnectionTestPolicy.Warn,
                    Refresh = ConnectionTestPolicy.Enforce,
                    Projects = { "OPS" },
                    TimeoutSeconds = 5,
                    Credential = "c",
                },
                TokenExpiresAt = "2030-01-31",
                Description = "d",
                Tags = { ["k"] = "v" },
                DelegateSelectors = { "s" },
            });
        }));

        var request = engine.Registration("jira");
        Assert.Equal(
            PropertyMap.Of(
                ("displayName", PropertyValue.Of("ops")),
                ("baseUrl", PropertyValue.Of("https://x")),
                ("username", PropertyValue.Of("u")),
                ("password", PropertyValue.SecretOf("p")),
                ("apiToken", PropertyValue.SecretOf("t")),
                ("personalAccessToken", PropertyValue.SecretOf("pat")),
                ("encryptedText", PropertyValue.Of("id")),
                ("connectionTest", PropertyValue.Of(PropertyMap.Of(
                    ("preview", PropertyValue.Of("off")),
                    ("apply", PropertyValue.Of("warn")),
                    ("refresh", PropertyValue.Of("enforce")),
                    ("projects", PropertyValue.Of(["OPS"])),
                    ("timeoutSeconds", PropertyValue.Of(5)),
                    ("credential", PropertyValue.SecretOf("c"))))),
                ("tokenExpiresAt", PropertyValue.Of("2030-01-31")),
                ("description", PropertyValue.Of("d")),
                ("tags", PropertyValue.Of(PropertyMap.Of(("k", PropertyValue.Of("v"))))),
                ("delegateSelectors", PropertyValue.Of(["s"]))),
            request.Object.Decoded());
        Assert.Equal((Version, true), (request.Version, request.AcceptSecrets));
        Assert.Equal(["apiToken", "password", "personalAccessToken"], request.AdditionalSecretOutputs);
    }

    [Fact]
    public async Task Outputs_are_read_into_their_types()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = request =>
        {
            var answer = engine.Answer(request);
            answer.Object = Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson(
                """
                {"displayName":"ops","tags":{"k":"v"},"connectionTest":{"apply":"warn","timeoutSeconds":5,"projects":["OPS"]},
                 "usageScope":{"applications":{"all":true},"environments":{"names":["prod"]}},"revision":"r1","storeId":"s","secretId":"x",
                 "connection":{"status":"passed","deploymentType":"Cloud"}}
                """);
            return answer;
        };

        Assert.Equal((0, ""), await RunAsync(engine, () =>
        {
            var jira = new JiraCollaborationProvider("jira", new() { DisplayName = "ops", BaseUrl = "https://x" });
            return new()
            {
                ["tag"] = jira.Tags.Apply(tags => tags?["k"]),
                ["apply"] = jira.ConnectionTest.Apply(test => test?.Apply == ConnectionTestPolicy.Warn),
                ["project"] = jira.ConnectionTest.Apply(test => test?.Projects[0]),
                ["all"] = jira.UsageScope.Apply(scope => scope.Applications?.All),
                ["environment"] = jira.UsageScope.Apply(scope => scope.Environments?.Names[0]),
                ["status"] = jira.Connection.Apply(connection => $"{connection.Status} {connection.DeploymentType} {connection.AccountId}"),
                ["ids"] = Output.Format($"{jira.StoreId} {jira.SecretId} {jira.Revision}"),
            };
        }));

        Assert.Equal(
            PropertyMap.Of(
                ("tag", PropertyValue.Of("v")),
                ("apply", PropertyValue.Of(true)),
                ("project", PropertyValue.Of("OPS")),
                ("all", PropertyValue.Of(true)),
                ("environment", PropertyValue.Of("prod")), ("status", PropertyValue.Of("passed Cloud ")), ("ids", PropertyValue.Of("s x r1"))),
            engine.Outputs("shop-dev").Outputs.Decoded());
    }

    [Fact]
    public async Task A_provider_sends_what_is_not_text_as_json_and_serves_its_resources()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal((0, ""), await RunAsync(engine, () =>
        {
            var provider = new Provider("team", new()
            {
                Store = "sqlite:x.db",
                StoreKey = "key",
                JiraApiToken = "t",
                AllowInsecureHttp = true,
                ConnectionTest = new ConnectionTestDefaultsArgs { Apply = ConnectionTestPolicy.Warn, TimeoutSeconds = 3 },
            });
            _ = new EncryptedText(
                "text",
                new() { Name = "n", Value = "v", UsageScope = new UsageScopeArgs { Applications = new UsageScopeSelectionArgs { All = true } } },
                new() { Provider = provider });
            return [];
        }));

        Assert.Equal(
            PropertyMap.Of(
                ("store", PropertyValue.SecretOf("sqlite:x.db")),
                ("storeKey", PropertyValue.SecretOf("key")),
                ("jiraApiToken", PropertyValue.SecretOf("t")),
                ("allowInsecureHttp", PropertyValue.Of("true")),
                ("connectionTest", PropertyValue.Of("""{ "apply": "warn", "timeoutSeconds": 3 }"""))),
            engine.Registration("team").Object.Decoded());
        Assert.Equal("pulumi:providers:harnesscollab", engine.Registration("team").Type);
        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:harnesscollab::team::id-team", engine.Registration("text").Provider);
        Assert.Equal(PropertyValue.SecretOf("v"), engine.Registration("text").Object.Decoded()["value"]);
    }

    [Fact]
    public async Task Functions_are_called_by_their_tokens_and_their_answers_read()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnInvoke = request => new()
        {
            Return = Google.Protobuf.WellKnownTypes.Struct.Parser.ParseJson(request.Tok switch
            {
                "harnesscollab:index:getJiraCollaborationProvider" => """{"id":"7","displayName":"ops"}""",
                "harnesscollab:index:getJiraCollaborationProviders" => """{"providers":[{"id":"7","usageScope":{"environments":{"all":true}}}]}""",
                _ => """{"verdict":"failed","steps":[{"name":"s","outcome":"o","milliseconds":12}]"""
                    + ""","findings":[{"code":"HC4001","severity":"error","message":"m","action":"a"}]}""",
            }),
        };
        ImmutableArray<string> seen = [];

        Assert.Equal((0, ""), await RunAsync(engine, () =>
        {
            var one = GetJiraCollaborationProvider.Invoke(new() { DisplayName = "ops" });
            var all = GetJiraCollaborationProviders.Invoke();
            var test = TestJiraConnection.Invoke(new() { BaseUrl = "https://x", ApiToken = "t", Projects = { "OPS" } });
            Output.Tuple(one, all, test).Apply(found => seen =
            [
                found.Item1.Id, found.Item2.Providers[0].Id, $"{found.Item2.Providers[0].UsageScope.Environments?.All}",
                found.Item3.Verdict, $"{found.Item3.Steps[0].Milliseconds}", found.Item3.Findings[0].Code,
            ]);
            return [];
        }));

        Assert.Equal(["7", "7", "True", "failed", "12", "HC4001"], seen);
        var requests = engine.Requests.OfType<ResourceInvokeRequest>().ToList();
        Assert.All(requests, request => Assert.Equal(Version, request.Version));
        Assert.Equal(
            PropertyValue.SecretOf("t"),
            requests.Single(request => request.Tok.EndsWith("testJiraConnection", StringComparison.Ordinal)).Args.Decoded()["apiToken"]);
    }

    [Fact]
    public async Task Get_reads_an_existing_account()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal((0, ""), await RunAsync(engine, () =>
        {
            _ = JiraCollaborationProvider.Get("known", "42");
            return [];
        }));

        var request = Assert.Single(engine.Requests.OfType<ReadResourceRequest>());
        Assert.Equal(("42", "harnesscollab:index:JiraCollaborationProvider", Version), (request.Id, request.Type, request.Version));
    }

    private static async Task<(int ExitCode, string Messages)> RunAsync(EngineServer engine, Func<Dictionary<string, object?>> program)
    {
        var exitCode = await engine.RunAsync(program);
        return (exitCode, string.Join('\n', engine.Messages.Select(log => log.Message)));
    }
}
