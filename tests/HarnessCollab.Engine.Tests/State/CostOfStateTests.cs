using System.Text.Json;
using System.Text.RegularExpressions;
using HarnessCollab.Settings;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>What a run saves and encrypts, counted.</summary>
public sealed partial class CostOfStateTests : IDisposable
{
    private const int Steps = 160;
    private const int Parallel = 8;

    private static readonly PassphraseSecretsManager Manager = PassphraseSecretsManager.Create("correct horse");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cost");

    [Fact]
    public async Task Steps_at_once_share_their_saves_and_each_secret_is_encrypted_once()
    {
        await using var world = await World.StartAsync();
        var store = FileBackend.At(_folder.FullName).Stack("p", "dev");
        store.Create(Manager.Salt, TimeProvider.System);
        var request = world.Request(program => Task.WhenAll(Enumerable.Range(0, Steps).Select(
            i => program.ThingAsync($"thing-{i:000}", PropertyMap.Of(("password", PropertyValue.SecretOf($"hush-{i:000}"))))))) with
            {
                Parallel = Parallel,
            };

        var up = await RunAsync(store, request);
        var again = await RunAsync(store, request);
        var destroy = await RunAsync(store, request with { Kind = OperationKind.Destroy, Program = null });

        // A begin and an end each; ten for what is alone: stack, default provider, the last of all, and those that came a moment too late.
        Assert.InRange(up.Saves, 1, (2 * Steps / Parallel) + 10);
        Assert.InRange(destroy.Saves, 1, (2 * Steps / Parallel) + 10);

        // An input and the output that repeats it; a second encryption would be another text.
        Assert.Equal(2 * Steps, up.Ciphertexts);

        // Nothing changes: it is noted when that was seen, and all bytes of all resources stay.
        Assert.Equal(1, again.Saves);
        Assert.Equal(up.Resources, again.Resources);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Saves, int Ciphertexts, IEnumerable<string> Resources)> RunAsync(StackStore store, OperationRequest request)
    {
        var start = store.Load(_ => Manager);
        var saves = 0;
        var ciphertexts = new HashSet<string>(StringComparer.Ordinal);
        var result = await Operation.RunAsync(
            request with
            {
                Start = start.Snapshot,
                Save = async newest =>
                {
                    saves++;
                    store.Save(start.With(newest), DateTimeOffset.UnixEpoch);
                    ciphertexts.UnionWith(Ciphertext().Matches(await File.ReadAllTextAsync(store.CheckpointFile)).Select(match => match.Value));

                    // A disk that takes longer than a plugin's answer.
                    await Task.Delay(30);
                },
            },
            CancellationToken.None,
            CancellationToken.None);
        Assert.True(result.Succeeded);
        using var file = JsonDocument.Parse(store.ReadBytes());
        return (saves, ciphertexts.Count, [.. CheckpointJson.Latest(file.RootElement).Items("resources")
            .Select(resource => resource.GetRawText()).Order(StringComparer.Ordinal)]);
    }

    [GeneratedRegex("\"ciphertext\":\"[^\"]+\"")]
    private static partial Regex Ciphertext();
}
