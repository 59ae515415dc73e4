using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Configuration;

/// <summary>The provider's settings, in each form in which they come.</summary>
public sealed class ProviderConfigurationTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Urn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::p";

    private static readonly PropertyMap Lenient = PropertyMap.Of(("apply", PropertyValue.Of("off")));

    public static TheoryData<PropertyValue, PropertyValue> Forms => new()
    {
        { PropertyValue.Of(Lenient), PropertyValue.Of(true) },
        { PropertyValue.Of("{\"apply\":\"off\"}"), PropertyValue.Of("true") },
        { PropertyValue.SecretOf("{\"apply\":\"off\"}"), PropertyValue.SecretOf("true") },
        { PropertyValue.SecretOf(PropertyValue.Of(Lenient)), PropertyValue.SecretOf(PropertyValue.Of(true)) },
    };

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public async Task Values_texts_and_json_texts_mean_the_same_and_come_back_as_they_were(
        PropertyValue connectionTest, PropertyValue allowInsecureHttp)
    {
        var given = PropertyMap.Of(
            ("connectionTest", connectionTest),
            ("allowInsecureHttp", allowInsecureHttp),
            ("jiraApiToken", PropertyValue.SecretOf("token")),
            ("version", PropertyValue.Of("0.1.0")));

        var check = await CheckConfigAsync(given);
        var plugin = await StartAsync(given);
        var created = await plugin.CreateAsync(
            "jira",
            await plugin.CheckedAsync("jira", Sandbox.Good().Without("apiToken").With("baseUrl", PropertyValue.Of("http://jira.example.com"))));

        Assert.Empty(check.Failures);
        Assert.Equal(given, PropertyDecoder.Decode(check.Inputs));
        Assert.Equal("untested", created.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(PropertyValue.SecretOf("token"), created.Outputs["apiToken"]);
    }

    [Fact]
    public async Task What_is_not_known_yet_passes_the_check_and_counts_as_a_change()
    {
        var given = PropertyMap.Of(("store", PropertyValue.Unknown), ("connectionTest", PropertyValue.Unknown));

        var check = await CheckConfigAsync(given);
        var diff = await DiffConfigAsync(PropertyMap.Of(("store", PropertyValue.Of("sqlite:a.db"))), given);

        Assert.Empty(check.Failures);
        Assert.Equal(given, PropertyDecoder.Decode(check.Inputs));
        Assert.Equal(["connectionTest", "store"], diff.Diffs.Order());
    }

    [Fact]
    public async Task A_changed_setting_is_an_update_and_never_a_replacement()
    {
        var before = PropertyMap.From(new[]
        {
            "store",
            "storeKey",
            "jiraApiToken",
            "caCertificates",
            "endpoint",
            "accountId",
            "orgId",
            "projectId",
            "apiKey",
        }.Select(name => KeyValuePair.Create(name, PropertyValue.Of("a"))));

        foreach (var name in before.Keys)
        {
            var diff = await DiffConfigAsync(before, before.With(name, PropertyValue.Of("b")));
            Assert.Equal([name], diff.Diffs);
            Assert.Empty(diff.Replaces);
            Assert.True(diff.HasDetailedDiff);
        }

        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, (await DiffConfigAsync(before, before)).Changes);
    }

    [Fact]
    public async Task Configuration_wins_over_the_environment_and_the_environment_does_not_reach_the_inputs()
    {
        var environment = new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = "sqlite:from-environment.db" };
        var configured = await StartAsync(PropertyMap.Of(("store", PropertyValue.SecretOf("sqlite:from-config.db"))), environment);
        var bare = await StartAsync(environment: environment);

        var created = await configured.CreateAsync("a", await configured.CheckedAsync("a", Sandbox.Good("a")));
        await bare.CreateAsync("b", await bare.CheckedAsync("b", Sandbox.Good("b")));

        Assert.True(File.Exists(Folder.Combine("from-config.db")));
        Assert.True(File.Exists(Folder.Combine("from-environment.db")));
        Assert.DoesNotContain("from-environment", created.Outputs.ToString(), StringComparison.Ordinal);
        Assert.Empty((await CheckConfigAsync(PropertyMap.Empty)).Inputs.Fields);
    }

    [Fact]
    public async Task A_second_configure_is_refused_unless_an_engine_attached()
    {
        Assert.StartsWith("HC2007", (await FailsAsync(Plugin.ConfigureAsync())).Status.Detail, StringComparison.Ordinal);

        await Plugin.Client.AttachAsync(new PluginAttach { Address = Plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        await Plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.Of($"sqlite:{StorePath}"))));

        Assert.Empty((await Plugin.CheckAsync("jira", Sandbox.Good())).Failures);
    }

    [Fact]
    public async Task Settings_that_are_missing_are_named_as_the_command_line_takes_them()
    {
        await using var plugin = await PluginProcess.StartAsync(Folder.Path);

        var error = await FailsAsync(
            plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf("postgres://me:pg-canary@127.0.0.1:9/db")))));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith("HC2009", error.Status.Detail, StringComparison.Ordinal);
        var missing = Assert.Single(error.GetRpcStatus()!.GetDetail<ConfigureErrorMissingKeys>()!.MissingKeys);
        Assert.Equal("harnesscollab:storeKey", missing.Name);
        Assert.NotEqual("", missing.Description);
        Assert.DoesNotContain("pg-canary", error.ToString(), StringComparison.Ordinal);
        await plugin.ConfigureAsync();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_with_a_code_each()
    {
        await using var plugin = await PluginProcess.StartAsync(
            Folder.Path, new Dictionary<string, string?> { ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "perhaps" });

        var error = await FailsAsync(plugin.ConfigureAsync(PropertyMap.Of(
            ("jiraApiToken", PropertyValue.SecretOf("x")),
            ("jiraPassword", PropertyValue.SecretOf("y")),
            ("caCertificates", PropertyValue.Of("nowhere.pem")),
            ("store", PropertyValue.SecretOf("nonsense")), ("allowInsecureHttp", PropertyValue.Of("perhaps")))));

        Assert.Equal(["HC1002", "HC2002", "HC2005", "HC2008", "HC3040"], error.Status.Detail.Split('\n').Select(line => line[..6]).Order());
    }

    private async Task<CheckResponse> CheckConfigAsync(PropertyMap news) => await Plugin.Client.CheckConfigAsync(
        new CheckRequest { Urn = Urn, Name = "p", Olds = new Struct(), News = PropertyEncoder.Encode(news) }, deadline: PluginProcess.Deadline);

    private async Task<DiffResponse> DiffConfigAsync(PropertyMap olds, PropertyMap news) => await Plugin.Client.DiffConfigAsync(
        new DiffRequest
        {
            Urn = Urn,
            Olds = PropertyEncoder.Encode(olds),
            OldInputs = PropertyEncoder.Encode(olds),
            News = PropertyEncoder.Encode(news),
        }, deadline: PluginProcess.Deadline);
}
