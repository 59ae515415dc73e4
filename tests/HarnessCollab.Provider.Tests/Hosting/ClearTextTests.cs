using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Hosting;

/// <summary>
/// Secrets among the provider's settings that nobody marked: they leave CheckConfig marked, and the file that holds them in clear is named.
/// </summary>
public sealed class ClearTextTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Canary = "canary-71c3";
    private const string Urn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::default_0_1_0";

    private static readonly string[] SecretSettings = ["store", "storeKey", "jiraApiToken", "jiraPassword", "jiraPersonalAccessToken", "apiKey"];

    [Fact]
    public async Task What_the_schema_calls_secret_leaves_CheckConfig_as_a_secret()
    {
        var given = PropertyMap.From(
            SecretSettings.Append("accountId").Append("version").Select(name => KeyValuePair.Create(name, PropertyValue.Of(Canary))));

        var answered = await CheckConfigAsync(given);

        Assert.Equal(given.With("store", PropertyValue.SecretOf(Canary)).Keys, answered.Keys);
        Assert.All(
            answered,
            setting => Assert.Equal(SecretSettings.Contains(setting.Key) ? PropertyValue.SecretOf(Canary) : PropertyValue.Of(Canary), setting.Value));
        Assert.Equal(answered, await CheckConfigAsync(answered));
    }

    [Fact]
    public async Task What_is_not_known_yet_comes_back_as_it_was()
    {
        var given = PropertyMap.Of(("store", PropertyValue.Unknown), ("apiKey", PropertyValue.SecretOf(PropertyValue.Unknown)));

        Assert.Equal(given, await CheckConfigAsync(given));
    }

    [Fact]
    public async Task A_secret_in_the_stacks_file_in_clear_is_told_with_the_command()
    {
        Folder.Write(
            "Pulumi.dev.yaml",
            $"config:\n  harnesscollab:jiraApiToken: {Canary}\n  harnesscollab:config:storeKey: \"{Canary}\"\n  harnesscollab:apiKey:\n    secure: "
            + $"v1:abc\n  tests:jiraPassword: {Canary}\n");

        await CheckConfigAsync(PropertyMap.From(SecretSettings.Select(name => KeyValuePair.Create(name, PropertyValue.Of(Canary)))));

        var warnings = Plugin.Engine.Messages(Urn, LogSeverity.Warning).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.Contains(warnings, warning => warning.StartsWith(
            $"HC2011: 'harnesscollab:jiraApiToken' is in plain text in {Folder.Combine("Pulumi.dev.yaml")}.", StringComparison.Ordinal)
            && warning.Contains("pulumi config set --secret harnesscollab:jiraApiToken --stack dev", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("HC2011: 'harnesscollab:storeKey'", StringComparison.Ordinal));
        Assert.All(warnings, warning => Assert.DoesNotContain(Canary, warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sqlite:accounts.db", false)]
    [InlineData("harness", false)]
    [InlineData("postgres://app:password@db.example.com/accounts", true)]
    public async Task A_store_without_a_password_is_no_secret(string store, bool isTold)
    {
        Folder.Write("Pulumi.dev.yaml", $"config:\n  harnesscollab:store: {store}\n");

        await CheckConfigAsync(PropertyMap.Of(("store", PropertyValue.Of(store))));

        Assert.Equal(isTold ? 1 : 0, Plugin.Engine.Messages(Urn, LogSeverity.Warning).Count());
    }

    [Theory]
    [InlineData("Pulumi.dev.yaml", "config:\n  harnesscollab:jiraApiToken:\n    secure: v1:abc\n")]
    [InlineData("Pulumi.prod.yaml", "config:\n  harnesscollab:jiraApiToken: x\n")]
    [InlineData("Pulumi.dev.yaml", "config: [\n")]
    [InlineData("Pulumi.dev.yaml", "config: &a\n  harnesscollab:jiraApiToken: x\n  self: *a\n")]
    [InlineData("other", "")]
    public async Task Where_no_file_says_so_there_is_no_word(string file, string content)
    {
        Folder.Write(file, content);

        await CheckConfigAsync(PropertyMap.Of(("jiraApiToken", PropertyValue.Of(Canary))));

        Assert.Empty(Plugin.Engine.Messages(Urn, LogSeverity.Warning));
    }

    [Fact]
    public async Task The_file_is_that_of_the_nearest_project_of_the_name()
    {
        Folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\nstackConfigDir: settings\n");
        Folder.Write("settings/Pulumi.dev.yaml", $"config:\n  harnesscollab:jiraApiToken: {Canary}\n");
        Folder.Write("inner/Pulumi.yaml", "name: another\nruntime: dotnet\n");
        Folder.Write("inner/Pulumi.dev.yaml", $"config:\n  harnesscollab:apiKey: {Canary}\n");
        await using var inner = await PluginProcess.StartAsync(Folder.Combine("inner"));

        await CheckConfigAsync(PropertyMap.From(SecretSettings.Select(name => KeyValuePair.Create(name, PropertyValue.Of(Canary)))), inner);

        var warning = Assert.Single(inner.Engine.Messages(Urn, LogSeverity.Warning));
        Assert.Contains(Folder.Combine("settings", "Pulumi.dev.yaml"), warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_text_that_means_the_same_is_no_difference()
    {
        var before = PropertyMap.Of(
            ("connectionTest", PropertyValue.Of("{\"apply\":\"off\",\"timeoutSeconds\":30}")), ("allowInsecureHttp", PropertyValue.Of("true")));
        var same = PropertyMap.Of(
            ("connectionTest", PropertyValue.Of("{ \"timeoutSeconds\": 30.0, \"apply\": \"off\" }")), ("allowInsecureHttp", PropertyValue.Of(true)));
        var changed = before.With("connectionTest", PropertyValue.Of("{ \"apply\": \"warn\", \"timeoutSeconds\": 20 }"));

        Assert.Empty((await DiffConfigAsync(before, same)).Diffs);
        var diff = await DiffConfigAsync(before, changed);
        Assert.Equal(["connectionTest"], diff.Diffs);
        Assert.Equal(["connectionTest"], diff.DetailedDiff.Keys);
        Assert.Equal(PropertyDiff.Types.Kind.Update, diff.DetailedDiff["connectionTest"].Kind);
    }

    private async Task<PropertyMap> CheckConfigAsync(
        PropertyMap news, PluginProcess? plugin = null) => PropertyDecoder.Decode((await (plugin ?? Plugin).Client.CheckConfigAsync(
        new CheckRequest { Urn = Urn, Name = "default", Olds = new Struct(), News = PropertyEncoder.Encode(news) },
        deadline: PluginProcess.Deadline)).Inputs);

    private async Task<DiffResponse> DiffConfigAsync(PropertyMap olds, PropertyMap news) => await Plugin.Client.DiffConfigAsync(
        new DiffRequest
        {
            Urn = Urn,
            Olds = PropertyEncoder.Encode(olds),
            OldInputs = PropertyEncoder.Encode(olds),
            News = PropertyEncoder.Encode(news),
        }, deadline: PluginProcess.Deadline);
}
