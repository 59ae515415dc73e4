namespace HarnessCollab.EndToEnd.Faults;

/// <summary>Ctrl-C while a resource is being created, and a second command on the same stack meanwhile.</summary>
public sealed class InterruptTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    private const string Cancelling = "^C received; cancelling. If you would like to terminate immediately, press ^C again.";

    public static TheoryData<string> Clis => CliTest.Clis;

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Ctrl_C_once_gives_up_what_waits_and_leaves_nothing_behind(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        await using var held = await stack.HoldAsync("Create.before", "up", "--yes", "--skip-preview");

        held.Interrupt();
        var result = await held.Command.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(Cancelling, result.Output, StringComparison.Ordinal);
        Assert.Empty(stack.Pending());
        Assert.Equal(0, stack.Folder.Rows());
        Assert.False(stack.IsLocked);
        await stack.UpSucceedsAsync();
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Ctrl_C_once_waits_for_a_plugin_that_goes_on_and_saves_what_it_made(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_DEAF", "1");
        await using var held = await stack.HoldAsync("Create.before", "up", "--yes", "--skip-preview");

        held.Interrupt();
        await held.Command.SaysAsync(Cancelling);
        await held.GoAsync();
        var result = await held.Command.WaitAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(stack.Pending());
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Ctrl_C_twice_ends_at_once_with_8_and_a_pending_operation(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_DEAF", "1");
        await using var held = await stack.HoldAsync("Create.before", "up", "--yes", "--skip-preview");

        held.Interrupt();
        await held.Command.SaysAsync(Cancelling);
        held.Interrupt();
        var result = await held.Command.WaitAsync();

        Assert.Equal(8, result.ExitCode);
        Assert.Contains("^C received; terminating", result.Output, StringComparison.Ordinal);
        Assert.Contains("error: update cancelled", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["creating"], stack.Pending());
        Assert.False(stack.IsLocked);
        stack.Set("FAULT_DEAF", null);
        var next = await stack.UpSucceedsAsync();
        Assert.Contains("with 1 pending operations from previous deployment", next.All, StringComparison.Ordinal);
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_second_up_is_refused_with_who_holds_the_lock_since_when(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        await using var held = await stack.HoldAsync("Create.before", "up", "--yes", "--skip-preview");

        var second = await stack.UpAsync();
        await held.GoAsync();
        var first = await held.Command.WaitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("the stack is currently locked by 1 lock(s)", second.Errors, StringComparison.Ordinal);
        Assert.Matches($": created by {Environment.UserName}@.+ \\(pid {held.Command.Id}\\) at 20[0-9]{{2}}-[0-9-]+T[0-9:]+", second.Errors);
        Assert.True(first.ExitCode == 0, first.All);
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }
}
