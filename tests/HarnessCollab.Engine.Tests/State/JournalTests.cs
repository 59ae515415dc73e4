using HarnessCollab.Engine.Secrets;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>What a run saves is there after every kind of end, once, and in an order in which nothing stands before what it needs.</summary>
public sealed class JournalTests : IDisposable
{
    private const string Prefix = "urn:pulumi:dev::p::";

    private static readonly PassphraseSecretsManager Manager = PassphraseSecretsManager.Create("p");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("collab-state-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_that_ends_leaves_a_checkpoint_and_no_journal()
    {
        var store = NewStack();
        await using (var session = StateSession.Open(store, Open, TimeProvider.System))
        {
            await CreateAsync(session, Resource("a"));
            Assert.True(store.HasJournal);
            await session.FoldAsync();
        }

        Assert.False(store.HasJournal);
        Assert.Equal(["a"], Names(store));
        Assert.True(File.Exists(store.CheckpointFile + ".bak"));
    }

    [Fact]
    public async Task A_run_that_dies_leaves_its_changes_in_the_journal_and_its_lock()
    {
        var store = NewStack();
        using (StackLock.Acquire(store, TimeProvider.System))
        {
            await using var session = StateSession.Open(store, Open, TimeProvider.System);
            await CreateAsync(session, Resource("a"));
            await session.BeginAsync(new PendingOperation(Resource("b"), "creating"), Cancel);
            // No fold: as after kill -9.
        }

        var state = store.Load(Open);
        Assert.Equal("a", state.Snapshot.Resources.Single().Name);
        Assert.Equal(PropertyValue.SecretOf("tok-1"), state.Snapshot.Resources[0].Inputs["token"]);
        Assert.Equal("b", state.Snapshot.PendingOperations.Single().Resource.Name);
        Assert.Contains(
            "locked by 1 lock(s)",
            Assert.Throws<EngineException>(() => StackLock.Acquire(store, TimeProvider.System)).Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("tok-1", await File.ReadAllTextAsync(store.JournalFile, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torn_last_line_does_not_count()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"), Resource("b"));
        var journal = await File.ReadAllBytesAsync(store.JournalFile, Cancel);
        await File.WriteAllBytesAsync(store.JournalFile, journal[..^20], Cancel);

        Assert.Equal("a", store.Load(Open).Snapshot.Resources.Single().Name);
    }

    [Fact]
    public async Task A_journal_of_another_checkpoint_is_reported_and_not_folded()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"));
        var changed = (await File.ReadAllTextAsync(store.CheckpointFile, Cancel)).Replace("\"metadata\"", " \"metadata\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(store.CheckpointFile, changed, Cancel);

        var error = Assert.Throws<EngineException>(() => StateSession.Open(store, Open, TimeProvider.System));

        Assert.Contains("belongs to another version", error.Message, StringComparison.Ordinal);
        Assert.True(store.HasJournal);
        Assert.Equal(changed, await File.ReadAllTextAsync(store.CheckpointFile, Cancel));
    }

    [Fact]
    public async Task Death_between_the_new_checkpoint_and_the_end_of_the_journal_loses_and_doubles_nothing()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"));
        var journal = await File.ReadAllBytesAsync(store.JournalFile, Cancel);
        store.Save(store.Load(Open), DateTimeOffset.UnixEpoch);
        // The journal as it is right after the checkpoint was renamed into place.
        var folded = $"{{\"folded\":\"{CheckpointJson.Hash(store.ReadBytes())}\"}}\n";
        await File.WriteAllBytesAsync(store.JournalFile, [.. journal, .. System.Text.Encoding.UTF8.GetBytes(folded)], Cancel);

        Assert.Equal(["a"], Names(store));
    }

    [Fact]
    public async Task A_run_that_changes_nothing_writes_no_journal()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"));
        await using var session = StateSession.Open(store, Open, TimeProvider.System);
        var old = session.Start.Snapshot.Resources.Single();

        await session.EndAsync(null, new SnapshotChange(old, old with { }), Cancel);

        Assert.False(store.HasJournal);
        await session.FoldAsync();
        Assert.Equal(["a"], Names(store));
    }

    [Fact]
    public async Task What_was_saved_comes_first_but_never_before_what_it_needs()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"), Resource("b") with { Dependencies = [Prefix + "t:t:T::a"] }, Resource("c"));
        await using var session = StateSession.Open(store, Open, TimeProvider.System);
        var old = session.Start.Snapshot.Resources;

        // b is saved before the a that it depends on, as two refreshes at once may do.
        await session.EndAsync(null, new SnapshotChange(old[1], old[1] with { Id = "b2" }), Cancel);
        await session.EndAsync(null, new SnapshotChange(old[0], old[0] with { Id = "a2" }), Cancel);
        await session.FoldAsync();

        Assert.Equal(["a", "b", "c"], Names(store));
    }

    [Fact]
    public async Task The_old_half_of_a_replacement_stays_until_it_is_deleted()
    {
        var store = NewStack();
        await DieAfterAsync(store, Resource("a"));
        await using var session = StateSession.Open(store, Open, TimeProvider.System);
        var old = session.Start.Snapshot.Resources.Single();

        await session.EndAsync(null, new SnapshotChange(null, Resource("a") with { Id = "new" }), Cancel);
        await session.EndAsync(null, new SnapshotChange(old, old with { Delete = true }), Cancel);
        await session.FoldAsync();

        Assert.Equal([("new", false), ("a", true)], store.Load(Open).Snapshot.Resources.Select(state => (state.Id, state.Delete)));
    }

    [Fact]
    public async Task Bytes_written_grow_with_the_changes_and_not_with_the_state()
    {
        var store = NewStack();
        await DieAfterAsync(store, [.. Enumerable.Range(0, 200).Select(i => Resource($"r{i}"))]);
        await using (var session = StateSession.Open(store, Open, TimeProvider.System))
        {
            await CreateAsync(session, Resource("x"));

            Assert.InRange(new FileInfo(store.JournalFile).Length, 1, 3_000);
            Assert.InRange(new FileInfo(store.CheckpointFile).Length, 40_000, long.MaxValue);
            await session.FoldAsync();
        }

        Assert.Equal(201, Names(store).Count);
    }

    private static PassphraseSecretsManager Open(string salt) => Manager;

    private static ResourceState Resource(string name) => new()
    {
        Urn = $"{Prefix}t:t:T::{name}",
        Type = "t:t:T",
        Custom = true,
        Id = name,
        Inputs = PropertyMap.Of(("token", PropertyValue.SecretOf("tok-1"))),
    };

    private static List<string> Names(StackStore store) => [.. store.Load(Open).Snapshot.Resources.Select(state => state.Name)];

    private static async Task CreateAsync(StateSession session, ResourceState state)
    {
        var operation = new PendingOperation(state with { Id = "" }, "creating");
        await session.BeginAsync(operation, Cancel);
        await session.EndAsync(operation, new SnapshotChange(null, state), Cancel);
    }

    private static async Task DieAfterAsync(StackStore store, params ResourceState[] created)
    {
        await using var session = StateSession.Open(store, Open, TimeProvider.System);
        foreach (var state in created)
        {
            await CreateAsync(session, state);
        }
    }

    private StackStore NewStack()
    {
        var store = FileBackend.At(_folder.FullName).Stack("p", "dev");
        store.Create(Manager.Salt, TimeProvider.System);
        return store;
    }
}
