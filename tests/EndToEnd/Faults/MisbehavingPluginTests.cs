namespace HarnessCollab.EndToEnd.Faults;

/// <summary>Plugins that do not do as plugins should: a clear error, and nothing left running.</summary>
public sealed class MisbehavingPluginTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    public static TheoryData<string> Clis => CliTest.Clis;

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_line_before_the_port_is_named(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_START", "garbage");

        var result = await stack.Folder.PreviewAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("wrote an invalid port to stdout: could not parse port", result.All, StringComparison.Ordinal);
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_exit_at_start_is_told_with_what_the_plugin_said(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_START", "exit");

        var result = await stack.Folder.PreviewAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"could not read plugin \[.*pulumi-resource-harnesscollab\]: exit status 134", result.All);
        Assert.Contains("cannot go on", result.All, StringComparison.Ordinal);
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_crash_in_Create_is_told_with_what_the_plugin_said_and_the_next_up_puts_all_in_order(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_AT", "Create.after");

        var result = await stack.UpAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error: error reading from server: EOF", result.All, StringComparison.Ordinal);
        Assert.Contains("exited prematurely", result.All, StringComparison.Ordinal);
        Assert.Contains("about to crash", result.All, StringComparison.Ordinal);
        Assert.Empty(stack.Pending());
        stack.Set("FAULT_AT", null);
        await stack.UpSucceedsAsync();
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_plugin_that_is_deaf_to_Cancel_and_signals_is_ended_by_force(string cli)
    {
        await using var stack = await fixture.StackAsync(cli);
        stack.Set("FAULT_DEAF", "1");

        var result = await stack.UpAsync();

        Assert.True(result.ExitCode == 0, result.All);
        await stack.NothingLeftAsync();
    }

    // The real CLI waits for ever; that it is given up by itself is a test of the engine.
    [Fact]
    public async Task A_plugin_that_never_says_a_port_can_be_interrupted()
    {
        await using var stack = await fixture.StackAsync("collab");
        await using var held = await stack.HoldAsync("Start.before", "up", "--yes", "--skip-preview");

        held.Interrupt();
        await held.Command.SaysAsync("^C received; cancelling");
        held.Interrupt();
        var result = await held.Command.WaitAsync();

        Assert.Equal(8, result.ExitCode);
        Assert.False(stack.IsLocked);
        await stack.NothingLeftAsync();
    }
}
