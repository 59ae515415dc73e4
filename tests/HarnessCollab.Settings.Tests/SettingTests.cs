using System.Text.Json;

namespace HarnessCollab.Settings.Tests;

/// <summary>What a setting is for programs and plugins.</summary>
public sealed class SettingTests : IDisposable
{
    private readonly SettingsFolder _folder = new();

    [Theory]
    [InlineData("[true, false, null, 0, -1.5, 1e3, 2E-7]", "[true,false,null,0,-1.5,1e3,2E-7]")]
    [InlineData("[True, FALSE, Null, ~, ]", "[true,false,null,null]")]
    [InlineData("{a: , b: !!str , c: \"\"}", "{\"a\":null,\"b\":\"\",\"c\":\"\"}")]
    [InlineData("[yes, no, on, off, y, N]", "[\"yes\",\"no\",\"on\",\"off\",\"y\",\"N\"]")]
    [InlineData("[010, 0x1F, 0o7, 1_000, +1, .5, 1., 1:30]", "[\"010\",\"0x1F\",\"0o7\",\"1_000\",\"+1\",\".5\",\"1.\",\"1:30\"]")]
    [InlineData("[.inf, -.INF, .nan, 1e, ١]", "[\".inf\",\"-.INF\",\".nan\",\"1e\",\"١\"]")]
    [InlineData("[2024-01-01, 2024-01-01T10:00:00Z]", "[\"2024-01-01\",\"2024-01-01T10:00:00Z\"]")]
    [InlineData("['1', \"true\", !!str 10, tRUE]", "[\"1\",\"true\",\"10\",\"tRUE\"]")]
    [InlineData("{b: [1, {c: x}], a: \"é \\\" <&>\"}", "{\"a\":\"é \\\" <&>\",\"b\":[1,{\"c\":\"x\"}]}")]
    public void Objects_and_lists_become_JSON(string yaml, string json)
    {
        var text = Text(yaml);

        Assert.Equal(json, text);
        using var document = JsonDocument.Parse(text);
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("010", "010")]
    [InlineData("yes", "yes")]
    [InlineData("True", "True")]
    [InlineData("2024-01-01", "2024-01-01")]
    [InlineData("\"~\"", "~")]
    [InlineData("~", "")]
    [InlineData("null", "")]
    [InlineData("", "")]
    [InlineData("|\n    one\n    two", "one\ntwo\n")]
    public void A_scalar_is_its_text_whatever_it_looks_like(string yaml, string text) => Assert.Equal(text, Text(yaml));

    [Fact]
    public void Merge_keys_are_resolved()
    {
        var settings = _folder.Settings(
            "config:\n  p:base: &base {a: 1, b: 2}\n  p:more: &more {<<: *base, b: 3, c: 4}\n  p:one: {b: own, <<: *more}\n"
            + "  p:list:\n    <<: [*more, {a: later, d: 5}]\n  p:text: {\"<<\": x}\n");

        Assert.Equal("{\"a\":1,\"b\":3,\"c\":4}", settings.Config["p:more"].Text(null));
        Assert.Equal("{\"a\":1,\"b\":\"own\",\"c\":4}", settings.Config["p:one"].Text(null));
        Assert.Equal("{\"a\":1,\"b\":3,\"c\":4,\"d\":5}", settings.Config["p:list"].Text(null));
        Assert.Equal("{\"<<\":\"x\"}", settings.Config["p:text"].Text(null));
    }

    [Fact]
    public void Secrets_are_masked_or_decrypted_wherever_they_stand()
    {
        var settings = _folder.Settings("config:\n  p:o:\n    b: [1, {secure: v1:x}]\n    a: {secure: v1:y, more: 1}\n  p:s: {secure: v1:z}\n");

        Assert.Equal("{\"a\":{\"more\":1,\"secure\":\"v1:y\"},\"b\":[1,\"plain v1:x\"]}", settings.Config["p:o"].Text(text => $"plain {text}"));
        Assert.Equal("{\"a\":{\"more\":1,\"secure\":\"v1:y\"},\"b\":[1,\"[secret]\"]}", settings.Config["p:o"].Text(null));
        Assert.Equal("[secret]", settings.Config["p:s"].Text(null));
        Assert.All(settings.Config.Values, setting => Assert.True(setting.HoldsSecret));
    }

    [Theory]
    [InlineData("secure: v1:of:another-stack-s3cret")]
    [InlineData("secure: \"\"")]
    [InlineData("secure:")]
    [InlineData("secure: [s3cret]")]
    [InlineData("a: [{secure: {s3cret: 1}}]")]
    public void A_foreign_or_empty_ciphertext_names_key_and_file(string yaml)
    {
        var settings = _folder.Settings($"config:\n  p:config:a:\n    {yaml}\n");
        var manager = PassphraseSecretsManager.Create("p");

        Assert.Equal(
            $"'p:a' in {_folder.File} is damaged: this stack's key did not encrypt it. Set the secret again",
            SettingsFolder.Refusal(() => settings.Config["p:a"].Text(manager.Decrypt)));
    }

    public void Dispose() => _folder.Dispose();

    private string Text(string yaml) => _folder.Settings($"config:\n  p:s: {yaml}\n").Config["p:s"].Text(null);
}
