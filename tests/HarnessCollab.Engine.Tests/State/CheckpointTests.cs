using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HarnessCollab.Settings;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>State files that the Pulumi CLI wrote are read and written as they are.</summary>
public sealed partial class CheckpointTests
{
    private const string Passphrase = "correct horse";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recordings", "State");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_resource_is_written_as_the_CLI_wrote_it(string name)
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, name));
        var checkpoint = CheckpointJson.Read(file, Open);
        using var document = JsonDocument.Parse(file);
        var latest = document.RootElement.GetProperty("checkpoint").GetProperty("latest");

        var recorded = latest.GetProperty("resources").EnumerateArray().Select(resource => resource.GetRawText()).ToList();
        // A copy is another object, so nothing is taken over from the file but the ciphertexts.
        var written = checkpoint.Snapshot.Resources.Select(resource => Json(checkpoint, resource with { })).ToList();

        Assert.Equal(recorded.Select(Normalize), written.Select(Normalize));
        Assert.All(
            checkpoint.Snapshot.Resources, resource => Assert.DoesNotContain("tok-1", Json(checkpoint, resource with { }), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_touched_is_written_back_byte_for_byte()
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, "16-09-kill-9.json"));
        var checkpoint = CheckpointJson.Read(file, Open);

        using var written = new MemoryStream();
        CheckpointJson.Write(written, "organization/harness-jira/dev", checkpoint, checkpoint.Secrets.Manager.Salt, DateTimeOffset.UnixEpoch);

        Assert.Equal(Manifest().Replace(Encoding.UTF8.GetString(file), ""), Manifest().Replace(Encoding.UTF8.GetString(written.ToArray()), ""));
    }

    [Fact]
    public void Secrets_are_decrypted_with_the_recorded_passphrase()
    {
        var checkpoint = CheckpointJson.Read(File.ReadAllBytes(Path.Combine(Folder, "02-07-up.json")), Open);

        var token = checkpoint.Snapshot.Resources.Single(resource => resource.Name == "token");

        Assert.Equal(PropertyValue.SecretOf("s3cret-1"), token.Inputs["value"]);
        Assert.Equal(PropertyValue.SecretOf("tok-1"), checkpoint.Outputs["apiToken"]);
    }

    [Fact]
    public void A_changed_secret_gets_a_new_ciphertext_and_an_equal_one_elsewhere_its_own()
    {
        var checkpoint = Checkpoint.Empty(PassphraseSecretsManager.Create("p"));
        var state = new ResourceState
        {
            Urn = "urn:pulumi:dev::p::a:b:C::n",
            Type = "a:b:C",
            Custom = true,
            Inputs = Token("one"),
            Outputs = Token("one"),
        };

        var first = Ciphertexts(Json(checkpoint, state));
        var again = Ciphertexts(Json(checkpoint, state with { Id = "1" }));
        var changed = Ciphertexts(Json(checkpoint, state with { Inputs = Token("two") }));

        Assert.NotEqual(first[0], first[1]);
        Assert.Equal(first, again);
        Assert.NotEqual(first[0], changed[0]);
        Assert.Equal(first[1], changed[1]);
    }

    [Theory]
    [InlineData("\"version\":3,", "\"version\":5,", "unsupported checkpoint version 5")]
    [InlineData("\"version\":3,", "\"version\":4,\"features\":[\"taint\"],", "feature 'taint'")]
    [InlineData("\"magic\":\"ab", "\"magic\":\"00", "magic cookie mismatch")]
    [InlineData("\"type\":\"passphrase\"", "\"type\":\"cloud\"", "secrets provider 'cloud' is not supported")]
    public void What_is_not_understood_is_refused(string from, string to, string message)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "02-07-up.json")).Replace(from, to, StringComparison.Ordinal);

        var error = Assert.Throws<EngineException>(() => CheckpointJson.Read(Encoding.UTF8.GetBytes(text), Open));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_checkpoint_is_refused()
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, "02-07-up.json"));

        Assert.Throws<EngineException>(() => CheckpointJson.Read(file.AsMemory(0, 500), Open));
    }

    private static string Json(Checkpoint checkpoint, ResourceState state) => Encoding.UTF8.GetString(checkpoint.Json(state));

    private static PassphraseSecretsManager Open(string salt) => PassphraseSecretsManager.Open(salt, Passphrase, "the state");

    private static PropertyMap Token(string value) => PropertyMap.Of(("token", PropertyValue.SecretOf(value)));

    private static List<string> Ciphertexts(string json) => [.. Ciphertext().Matches(json).Select(match => match.Value)];

    // .NET keeps tenths of microseconds, the CLI nanoseconds; replaceOnChanges is an option that the engine refuses.
    private static string Normalize(string resource) =>
        Nanoseconds().Replace(resource, "$1").Replace(",\"replaceOnChanges\":[\"username\"]", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(\d\d:\d\d:\d\d\.\d{1,6})\d*(?=Z"")")]
    private static partial Regex Nanoseconds();

    [GeneratedRegex(@"""manifest"":\{[^}]*\}")]
    private static partial Regex Manifest();

    [GeneratedRegex(@"v1:[^""]+")]
    private static partial Regex Ciphertext();
}
