using HarnessCollab.EndToEnd.Faults;
using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

/// <summary>Which end of a run settles the rows that it made: only the ordinary one, where the engine says Cancel with no call in flight.</summary>
public sealed class SettlingTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    private const string Unsettled = "select count(*) from providers where maker is not null";

    public static TheoryData<string> Clis => CliTest.Clis;

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_ordinary_end_settles_what_the_run_made(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);

        await stack.UpSucceedsAsync();

        stack.AssertOneOfEach();
        Assert.Equal(0L, stack.Folder.Sql(Unsettled));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task After_a_kill_what_was_made_is_there_to_be_taken_up(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        await using var held = await stack.HoldAsync("Create.after", "up", "--yes", "--skip-preview");

        await held.KillEngineAsync();

        Assert.Equal(1L, stack.Folder.Sql(Unsettled));
        await stack.Folder.MustAsync("cancel", "--yes");
        Assert.Contains("HC5014", (await stack.UpSucceedsAsync()).All, StringComparison.Ordinal);
        stack.AssertOneOfEach();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task On_a_Harness_platform_too_what_a_killed_run_made_is_taken_up(string cli)
    {
        await using var platform = await HarnessSandbox.StartAsync();
        await using var stack = await fixture.StackAsync(cli);
        stack.Folder.UsePlatform(platform);
        await using var held = await stack.HoldAsync("Create.after", "up", "--yes", "--skip-preview");

        await held.KillEngineAsync();

        Assert.Single(await platform.ConnectorsAsync());
        await stack.Folder.MustAsync("cancel", "--yes");
        Assert.Contains("HC5014", (await stack.UpSucceedsAsync()).All, StringComparison.Ordinal);
        Assert.Single(await platform.ConnectorsAsync());
        Assert.Single(await platform.SecretsAsync());
    }
}
