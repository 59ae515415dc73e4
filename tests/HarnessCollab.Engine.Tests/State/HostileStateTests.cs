using System.Text;
using System.Text.Json.Nodes;
using HarnessCollab.Settings;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>State that nobody's Pulumi wrote: it is read or refused with a sentence, and never anything else.</summary>
public sealed class HostileStateTests
{
    private static readonly PassphraseSecretsManager Manager = PassphraseSecretsManager.Open(
        CheckpointJson.ReadSalt(Recorded()), "correct horse", "the state");

    // Two of them are no value of any text or number that Pulumi knows.
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "1e999",
        "\"x\"",
        "\"\\ud800\"",
        "[]",
        "[1,null,{}]",
        "{}",
        "{\"a\":{\"a\":[1]}}",
        Signed("\"plaintext\":\"x\""),
        Signed("\"ciphertext\":\"v1:AAAA:AAAA\""),
        Signed("\"ciphertext\":7"),
    ];

    [Fact]
    public void Every_value_of_a_wrong_type_in_every_place_is_read_or_refused()
    {
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Places(JsonNode.Parse(Recorded())!))
        {
            foreach (var value in Values)
            {
                var file = Encoding.UTF8.GetBytes(Replaced(path, value));
                foreach (var read in new Action<byte[]>[]
                {
                    each => CheckpointJson.Read(each, _ => Manager), each => CheckpointJson.ReadSummary(each), each => CheckpointJson.ReadSalt(each),
                })
                {
                    try
                    {
                        read(file);
                    }
                    catch (EngineException refusal)
                    {
                        refusals.Add(refusal.Message);
                    }
                    catch (Exception other)
                    {
                        Assert.Fail($"{value} at {path}: {other}");
                    }
                }
            }
        }

        Assert.Contains(
            refusals, message => message.StartsWith("failed to load checkpoint: it is not what Pulumi writes: ", StringComparison.Ordinal));
        Assert.Contains(refusals, message => message.EndsWith(" is damaged: this state's key did not encrypt it", StringComparison.Ordinal));
        Assert.Contains(refusals, message => message.EndsWith(" is not JSON", StringComparison.Ordinal));
        Assert.DoesNotContain(refusals, message => message.Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("resources")]
    [InlineData("pending_operations")]
    public void A_list_of_another_type_is_not_an_empty_one(string list) =>
        Assert.Throws<EngineException>(
            () => CheckpointJson.Read(Encoding.UTF8.GetBytes(Replaced($"$.checkpoint.latest.{list}", "\"none\"")), _ => Manager));

    [Theory]
    [InlineData("protect")]
    [InlineData("delete")]
    public void A_flag_of_another_type_is_not_one_that_is_off(string flag) =>
        Assert.Throws<EngineException>(
            () => CheckpointJson.Read(Encoding.UTF8.GetBytes(Replaced($"$.checkpoint.latest.resources[0].{flag}", "\"true\"")), _ => Manager));

    [Fact]
    public void Nesting_and_size_have_an_end()
    {
        string[] hostile =
        [
            new string('[', 1_000_000),
            $"{{\"version\":3,\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}",
            "",
            "\0",
            new string('{', 10),
        ];

        Assert.All(hostile, file => Assert.StartsWith(
            "failed to load checkpoint: ",
            Assert.Throws<EngineException>(() => CheckpointJson.Read(Encoding.UTF8.GetBytes(file), _ => Manager)).Message,
            StringComparison.Ordinal));
    }

    private static string Signed(string content) => $"{{\"4dabf18193072939515e22adb298388d\":\"1b47061264138c4ac30d75fd1eb44270\",{content}}}";

    private static byte[] Recorded() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recordings", "State", "02-07-up.json"));

    private static string Replaced(string path, string value)
    {
        var root = JsonNode.Parse(Recorded())!;
        // A place holder, since a node cannot hold every text that a file can.
        const string here = "--here--";
        var at = Places(root).Contains(path) ? Find(root, path) : null;
        if (at is null)
        {
            var parent = path[..path.LastIndexOf('.')];
            Find(root, parent)![path[(parent.Length + 1)..]] = here;
        }
        else if (at.Parent is JsonArray list)
        {
            list[list.IndexOf(at)] = here;
        }
        else
        {
            at.Parent![at.GetPropertyName()] = here;
        }

        return root.ToJsonString().Replace($"\"{here}\"", value, StringComparison.Ordinal);
    }

    private static JsonNode? Find(JsonNode root, string path) => All(root).FirstOrDefault(node => node.GetPath() == path);

    private static HashSet<string> Places(JsonNode root) => [.. All(root).Skip(1).Select(node => node.GetPath())];

    private static IEnumerable<JsonNode> All(JsonNode node) => new[] { node }.Concat(node switch
    {
        JsonObject map => map.Select(member => member.Value).OfType<JsonNode>().SelectMany(All),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All),
        _ => [],
    });
}
