using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>
/// Plugin or engine are killed with a change on its way: before the plugin gets the call, after the store has it, and after the
/// answer is out but before the engine has saved it. The next <c>up</c> puts all in order.
/// </summary>
public abstract class KilledTest(FaultFixture fixture, string method) : IClassFixture<FaultFixture>
{
    private const string Before = "before the call";
    private const string After = "after the commit";
    private const string Answered = "after the answer";

    public static TheoryData<string, string> Cases => new MatrixTheoryData<string, string>(["collab", "pulumi"], [Before, After, Answered]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_next_up_after_a_killed_plugin_puts_all_in_order(string cli, string moment)
    {
        await using var stack = await fixture.StackAsync(cli, method, PrepareAsync);
        await using var held = await HoldAsync(stack, moment);

        held.KillPlugin();
        var broken = await held.Command.WaitAsync();

        if (moment != Answered)
        {
            Assert.Equal(1, broken.ExitCode);
            Assert.Contains("error reading from server: EOF", broken.All, StringComparison.Ordinal);
        }

        Assert.False(stack.IsLocked);
        await stack.UpSucceedsAsync();
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Cancel_and_the_next_up_after_a_killed_engine_put_all_in_order(string cli, string moment)
    {
        await using var stack = await fixture.StackAsync(cli, method, PrepareAsync);
        await using var held = await HoldAsync(stack, moment);

        await held.KillEngineAsync();

        Assert.True(stack.IsLocked);
        await stack.Folder.MustAsync("cancel", "--yes");
        Assert.False(stack.IsLocked);
        await stack.UpSucceedsAsync();
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }

    /// <summary>Brings a stack to where only the one change is left to be made.</summary>
    protected abstract Task PrepareAsync(StackFolder stack);

    /// <summary>Whether the store has the change; null where there is none to be seen.</summary>
    protected abstract bool? IsDone(StackFolder stack);

    /// <summary>The command that makes the change.</summary>
    protected virtual string[] Command => ["up", "--yes", "--skip-preview"];

    private async Task<HeldCommand> HoldAsync(FaultyStack stack, string moment)
    {
        var held = await stack.HoldAsync($"{method}.{(moment == Before ? "before" : "after")}", Command);
        Assert.NotEqual(moment == Before, IsDone(stack.Folder));
        if (moment == Answered)
        {
            await held.AnswerUnheardAsync();
        }

        return held;
    }
}
