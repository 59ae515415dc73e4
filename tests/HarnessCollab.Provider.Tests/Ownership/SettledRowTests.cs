using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Ownership;

/// <summary>
/// Only the lost answer of a create is taken up. The calls are those that the Pulumi CLI makes; a process that ends in order gets a Cancel with
/// no call in flight, one that is killed gets none.
/// </summary>
public sealed class SettledRowTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_stack_of_a_renamed_ones_name_takes_nothing_over(bool preview)
    {
        await CreatedAsync();
        await TextCreatedAsync();
        await Plugin.CancelAsync();
        var next = await StartAsync();

        var account = await FailsAsync(next.CreateAsync("jira", await next.CheckedAsync("jira", Sandbox.Good()), preview));
        var text = await FailsAsync(next.CreateAsync("token", await next.CheckedAsync("token", Text(), type: Type), preview, Type));

        Assert.StartsWith("HC5003", account.Status.Detail, StringComparison.Ordinal);
        Assert.StartsWith("HC5013", text.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("If another stack has it", account.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_forced_replacement_is_refused_with_both_ways_out_and_its_preview_says_so()
    {
        await CreatedAsync();
        await Plugin.CancelAsync();
        var preview = await StartKnownAsync();
        var up = await StartKnownAsync();

        await preview.CreateAsync("jira", await preview.CheckedAsync("jira", Sandbox.Good()), preview: true);
        var refused = await FailsAsync(up.CreateAsync("jira", await up.CheckedAsync("jira", Sandbox.Good())));

        Assert.Contains(Warnings("jira", preview, PluginProcess.ResourceType), IsTheRefusal);
        Assert.True(IsTheRefusal(refused.Status.Detail), refused.Status.Detail);
        Assert.Equal(1, Rows());

        static bool IsTheRefusal(string text) => text.StartsWith("HC5003", StringComparison.Ordinal)
            && text.Contains("up without --replace", StringComparison.Ordinal) && text.Contains("deleteBeforeReplace", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_replacement_that_deletes_first_makes_the_account_anew()
    {
        var old = await CreatedAsync();
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();
        var inputs = await up.CheckedAsync("jira", Sandbox.Good());

        await up.DeleteAsync("jira", old);
        var created = await up.CreateAsync("jira", inputs);

        Assert.NotEqual(old.Id, created.Id);
        Assert.Equal(1, Rows());
        Assert.Empty(Warnings("jira", up, PluginProcess.ResourceType));
    }

    [Fact]
    public async Task A_planned_replacement_takes_up_the_row_that_Diff_has_named()
    {
        var old = await CreatedAsync();
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();
        var inputs = await up.CheckedAsync("jira", Sandbox.Good(), old.Inputs);
        await up.DiffAsync("jira", old, inputs);

        var created = await up.CreateAsync("jira", await up.CheckedAsync("jira", Sandbox.Good()));
        await up.DeleteAsync("jira", old);

        Assert.NotEqual(old.Id, created.Id);
        Assert.Equal(1, Rows());
        Assert.Contains(Warnings("jira", up, PluginProcess.ResourceType), message => message.StartsWith("HC5014", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_is_settled_by_the_next_update_of_a_process_that_is_killed()
    {
        var created = await CreatedAsync();
        var second = await StartKnownAsync();
        await second.UpdateAsync("jira", created, created.Inputs);
        var next = await StartAsync();

        Assert.StartsWith(
            "HC5003",
            (await FailsAsync(next.CreateAsync("jira", await next.CheckedAsync("jira", Sandbox.Good())))).Status.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Cancel_that_meets_calls_in_flight_settles_nothing_and_neither_does_the_one_at_the_end()
    {
        await CreatedAsync();
        await InterruptAsync(Plugin);
        await Plugin.CancelAsync();
        var next = await StartAsync();

        await next.CreateAsync("jira", await next.CheckedAsync("jira", Sandbox.Good()));

        Assert.Contains(Warnings("jira", next, PluginProcess.ResourceType), message => message.StartsWith("HC5014", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_explicit_providers_that_are_interrupted_only_the_idle_one_settles_what_it_made()
    {
        var busy = Plugin;
        var idle = await StartAsync();
        await busy.CreateAsync("busy", await busy.CheckedAsync("busy", Sandbox.Good("busy")));
        await idle.CreateAsync("idle", await idle.CheckedAsync("idle", Sandbox.Good("idle")));

        await InterruptAsync(busy);
        await idle.CancelAsync();
        var next = await StartAsync();

        await next.CreateAsync("busy", await next.CheckedAsync("busy", Sandbox.Good("busy")));
        Assert.StartsWith(
            "HC5003",
            (await FailsAsync(next.CreateAsync("idle", await next.CheckedAsync("idle", Sandbox.Good("idle"))))).Status.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attached_plugin_settles_with_Cancel_and_begins_anew_with_the_next_engine()
    {
        await CreatedAsync();
        await Plugin.CancelAsync();
        await Plugin.Client.AttachAsync(new PluginAttach { Address = Plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        await Plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{StorePath}"))));

        var refused = await FailsAsync(CreatedAsync());
        await Plugin.CreateAsync("other", await Plugin.CheckedAsync("other", Sandbox.Good("other")));
        await InterruptAsync(Plugin);

        Assert.StartsWith("HC5003", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1L, Sql("select count(*) from providers where maker is not null"));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_holds_nobody_up()
    {
        await CreatedAsync();
        using var locking = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={StorePath};Pooling=False");
        locking.Open();
        using var begin = locking.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();

        await Plugin.CancelAsync();

        begin.CommandText = "ROLLBACK";
        begin.ExecuteNonQuery();
        Assert.NotEqual("", await Plugin.VersionAsync());
    }

    [Fact]
    public async Task A_preview_that_ends_in_order_writes_nothing()
    {
        await CreatedAsync();
        var before = File.ReadAllBytes(StorePath + "-wal");
        var preview = await StartKnownAsync();
        await preview.CreateAsync("other", await preview.CheckedAsync("other", Sandbox.Good("other")), preview: true);

        await preview.CancelAsync();

        Assert.Equal(before, File.ReadAllBytes(StorePath + "-wal"));
    }

    // A create waits for a Jira that never answers, and the engine cancels.
    private async Task InterruptAsync(PluginProcess plugin)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var inputs = await plugin.CheckedAsync(
            "waiting", Sandbox.Good("waiting").With("baseUrl", PropertyValue.Of($"http://{silent.LocalEndpoint}")));
        var waiting = plugin.CreateAsync("waiting", inputs);
        using var connection = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await plugin.Client.CancelAsync(new Empty(), deadline: PluginProcess.Deadline);
        Assert.Equal(StatusCode.Cancelled, (await FailsAsync(waiting)).StatusCode);
    }
}
