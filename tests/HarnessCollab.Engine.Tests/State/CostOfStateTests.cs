using System.Text.RegularExpressions;
using HarnessCollab.Engine.Secrets;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>What a run writes and encrypts, counted: it grows with the resources and never with their square.</summary>
public sealed partial class CostOfStateTests : IDisposable
{
    private const int Few = 40;
    private const int Many = 160;

    private static readonly PassphraseSecretsManager Manager = PassphraseSecretsManager.Create("correct horse");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cost");

    [Fact]
    public async Task Four_times_the_resources_cost_four_times_the_bytes_and_each_secret_is_encrypted_once()
    {
        await using var world = await World.StartAsync();
        var few = await LifeAsync(world, Few);
        var many = await LifeAsync(world, Many);

        // One line when a creation begins, one when it ends; so for the default provider, one for the stack, and the first line.
        Assert.Equal((2 * Few) + 4, few.Up.Lines);
        Assert.Equal((2 * Many) + 4, many.Up.Lines);
        AssertLinear(few.Up.JournalBytes, many.Up.JournalBytes);
        AssertLinear(few.Up.CheckpointBytes, many.Up.CheckpointBytes);
        AssertLinear(few.Destroy.JournalBytes, many.Destroy.JournalBytes);

        // An input and the output that repeats it; a second encryption would be another text.
        Assert.Equal(2 * Few, few.Up.Ciphertexts);
        Assert.Equal(2 * Many, many.Up.Ciphertexts);

        // Nothing changes: nothing is journalled, and the ciphertexts stay.
        Assert.Equal(new Cost(0, 0, many.Up.CheckpointBytes, many.Up.Ciphertexts), many.Again);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(Cost Up, Cost Again, Cost Destroy)> LifeAsync(World world, int resources)
    {
        var store = FileBackend.At(_folder.FullName).Stack("p", $"of-{resources}");
        store.Create(Manager.Salt, TimeProvider.System);
        var request = world.Request(program => Task.WhenAll(Enumerable.Range(0, resources).Select(
            i => program.ThingAsync($"thing-{i:000}", PropertyMap.Of(("password", PropertyValue.SecretOf($"hush-{i:000}"))))))) with
            {
                TimeProvider = new StandingTime(),
            };
        return (
            await RunAsync(store, request),
            await RunAsync(store, request),
            await RunAsync(store, request with { Kind = OperationKind.Destroy, Program = null }));
    }

    private static async Task<Cost> RunAsync(StackStore store, OperationRequest request)
    {
        await using var session = StateSession.Open(store, _ => Manager, request.TimeProvider);
        var result = await EngineOperation.RunAsync(
            request with { Start = session.Start.Snapshot, Sink = session }, CancellationToken.None, CancellationToken.None);
        Assert.True(result.Succeeded);
        var journal = store.HasJournal ? await File.ReadAllTextAsync(store.JournalFile, TestContext.Current.CancellationToken) : "";
        await session.FoldAsync();
        var checkpoint = await File.ReadAllTextAsync(store.CheckpointFile, TestContext.Current.CancellationToken);
        return new Cost(
            journal.Count(c => c == '\n'),
            journal.Length,
            checkpoint.Length,
            Ciphertext().Matches(journal + checkpoint).Select(match => match.Value).Distinct().Count());
    }

    private static void AssertLinear(long few, long many) => Assert.InRange((double)many / few, 1, 1.05 * Many / Few);

    [GeneratedRegex("\"ciphertext\":\"[^\"]+\"")]
    private static partial Regex Ciphertext();

    /// <summary>What one run wrote.</summary>
    private sealed record Cost(int Lines, long JournalBytes, long CheckpointBytes, int Ciphertexts);

    /// <summary>Times are of one length.</summary>
    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    }
}
