using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.State;

/// <summary>Whatever a run has done is in the state that is saved, once, in an order that others can read, and before the step goes on.</summary>
public sealed class SnapshotManagerTests
{
    private const string Prefix = "urn:pulumi:dev::p::t:t:T::";

    private readonly SavedStates _saved = new(Snapshot.Empty);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_and_end_of_a_step_are_saved_when_they_return()
    {
        var manager = Manager();
        var operation = new PendingOperation(Resource("a") with { Id = "" }, "creating");

        await manager.BeginAsync(operation);
        Assert.Empty(_saved.Last.Resources);
        Assert.Equal([operation], _saved.Last.PendingOperations);
        await manager.EndAsync(operation, Kept.InPlace, null, Resource("a"));

        Assert.Equal(["a"], Names());
        Assert.Empty(_saved.Last.PendingOperations);
        Assert.Equal(2, _saved.Count);
    }

    [Fact]
    public async Task All_that_wait_for_the_disk_share_one_save_and_none_goes_on_before()
    {
        var disk = new TaskCompletionSource();
        var states = new List<Snapshot>();
        var manager = new SnapshotManager(Snapshot.Empty, async state =>
        {
            states.Add(state);
            await disk.Task;
        }, Cancel);

        var first = manager.BeginAsync(Creating("a"));
        await WaitAsync(() => states.Count == 1);
        var others = new[] { "b", "c", "d" }.Select(name => manager.BeginAsync(Creating(name))).ToList();

        Assert.All([first, .. others], task => Assert.False(task.IsCompleted));
        disk.SetResult();
        await Task.WhenAll([first, .. others]);
        Assert.Equal([1, 4], states.Select(state => state.PendingOperations.Length));
    }

    [Fact]
    public async Task A_save_that_fails_fails_those_that_wait_for_it_and_the_next_has_it_all()
    {
        var isFull = true;
        var last = Snapshot.Empty;
        var manager = new SnapshotManager(Snapshot.Empty, state =>
        {
            last = isFull ? throw new EngineException("the disk is full") : state;
            return Task.CompletedTask;
        }, Cancel);

        await Assert.ThrowsAsync<EngineException>(() => manager.EndAsync(null, Kept.InPlace, null, Resource("a")));
        isFull = false;
        await manager.EndAsync(null, Kept.InPlace, null, Resource("b"));

        Assert.Equal(["a", "b"], last.Resources.Select(state => state.Name));
    }

    [Fact]
    public async Task Nothing_is_saved_after_the_end()
    {
        var manager = Manager();
        await manager.CloseAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => manager.EndAsync(null, Kept.InPlace, null, Resource("late")));

        Assert.Equal(1, _saved.Count);
    }

    [Fact]
    public async Task What_stays_as_it_is_is_not_saved()
    {
        var manager = Manager(Resource("a"));

        await manager.EndAsync(null, Kept.InPlace, manager.FindOld($"{Prefix}a"), Resource("a"));

        Assert.Equal(0, _saved.Count);
    }

    [Fact]
    public async Task What_is_settled_comes_first_and_corrections_stay_where_they_are()
    {
        var manager = Manager(Resource("a"), Resource("b", "a"), Resource("c"));

        // The dependant is read before what it needs.
        manager.Correct(manager.FindOld($"{Prefix}b")!, Resource("b", "a") with { InitErrors = ["unwell"] });
        manager.Correct(manager.FindOld($"{Prefix}a")!, Resource("a") with { InitErrors = ["unwell"] });
        await manager.EndAsync(null, Kept.InPlace, null, Resource("new"));

        Assert.Equal(["new", "a", "b", "c"], Names());
    }

    [Fact]
    public async Task The_old_half_of_a_replacement_stays_until_it_is_deleted()
    {
        var manager = Manager(Resource("a"), Resource("b", "a"));
        var creating = new PendingOperation(Resource("a"), "creating");
        await manager.BeginAsync(creating);

        await manager.EndAsync(creating, Kept.BesideOld, manager.FindOld($"{Prefix}a")!, Resource("a") with { Id = "new" });

        Assert.Equal([("new", false), ("a", true), ("b", false)], _saved.Last.Resources.Select(state => (state.Id, state.Delete)));
        var condemned = manager.Leftovers()[^1];
        var deleting = new PendingOperation(condemned, "deleting");
        await manager.BeginAsync(deleting);
        await manager.EndAsync(deleting, Kept.Removed, condemned, null);
        Assert.Equal(["new", "b"], _saved.Last.Resources.Select(state => state.Id));
    }

    [Fact]
    public async Task What_is_called_otherwise_now_is_so_for_those_that_refer_to_it()
    {
        var old = Resource("old") with { Type = "pulumi:providers:t", Id = "1" };
        var manager = Manager(old, Resource("a", "old") with { Provider = $"{Prefix}old::1", Parent = $"{Prefix}old" });

        await manager.EndAsync(null, Kept.InPlace, old, old with { Urn = $"{Prefix}new" });

        var dependant = _saved.Last.Resources[1];
        Assert.Equal(
            ($"{Prefix}new", $"{Prefix}new::1", $"{Prefix}new"), (dependant.Dependencies.Single(), dependant.Provider, dependant.Parent));
    }

    [Fact]
    public async Task Nothing_refers_to_what_a_refresh_finds_gone()
    {
        var manager = Manager(Resource("a"), Resource("b", "a"));

        manager.Correct(manager.FindOld($"{Prefix}a")!, null);
        manager.Prune();
        await manager.CloseAsync();

        Assert.Empty(Assert.Single(_saved.Last.Resources).Dependencies);
    }

    private SnapshotManager Manager(params ResourceState[] start) => new(new Snapshot([.. start], []), _saved.SaveAsync, Cancel);

    private IEnumerable<string> Names() => _saved.Last.Resources.Select(state => state.Name);

    private static PendingOperation Creating(string name) => new(Resource(name), "creating");

    private static ResourceState Resource(string name, params string[] needs) => new()
    {
        Urn = Prefix + name,
        Type = "t:t:T",
        Custom = true,
        Id = name,
        Inputs = PropertyMap.Of(("token", PropertyValue.SecretOf("tok-1"))),
        Dependencies = [.. needs.Select(need => Prefix + need)],
    };

    private static async Task WaitAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1, Cancel);
        }
    }
}
