namespace HarnessCollab.EndToEnd.Faults;

/// <summary>Programs that do not come to a good end: the run fails, and what the program did not come to is not deleted.</summary>
public sealed class MisbehavingProgramTests(FaultFixture fixture) : IClassFixture<FaultFixture>
{
    public static TheoryData<string, string, string> Ends
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var cli in new[] { "collab", "pulumi" })
            {
                data.Add(cli, "throw", "System.InvalidOperationException: this program does not work");
                data.Add(cli, "exit-5", "an unhandled error occurred: Program exited with non-zero exit code: 5");
                data.Add(cli, "exit-32", "Resources:");
                data.Add(cli, "log-error", "error: something is wrong");
            }

            return data;
        }
    }

    public static TheoryData<string> Clis => CliTest.Clis;

    /// <summary>The CLI takes an exit with 0 for the whole program, and deletes what had not been registered yet.</summary>
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_program_that_exits_with_0_before_it_registered_anything_is_unfinished_to_collab_alone(string cli)
    {
        await using var stack = await fixture.CreatedStackAsync(cli);
        stack.Set("TEST_PROGRAM_END", "exit-0");

        var result = await stack.UpAsync();

        stack.Set("TEST_PROGRAM_END", null);
        if (cli == "pulumi")
        {
            Assert.True(result.ExitCode == 0, result.All);
            Assert.Equal(0, stack.Folder.Rows());
            return;
        }

        Assert.True(result.ExitCode == 1, result.All);
        Assert.Contains("the program ended too early", result.All, StringComparison.Ordinal);
        stack.AssertOneOfEach();
        var next = await stack.UpSucceedsAsync();
        Assert.Contains("    2 unchanged\n", next.Output, StringComparison.Ordinal);
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_program_that_fails_fails_the_run_and_nothing_is_deleted(string cli, string end, string text)
    {
        await using var stack = await fixture.CreatedStackAsync(cli);
        stack.Set("TEST_PROGRAM_END", end);

        var result = await stack.UpAsync();

        Assert.True(result.ExitCode == 1, result.All);
        Assert.Contains(text, result.All, StringComparison.Ordinal);
        Assert.Equal(end is not ("throw" or "exit-32"), result.All.Contains("Program exited with non-zero exit code", StringComparison.Ordinal));
        stack.AssertOneOfEach();
        stack.Set("TEST_PROGRAM_END", null);
        var next = await stack.UpSucceedsAsync();
        Assert.Contains("    2 unchanged\n", next.Output, StringComparison.Ordinal);
        await stack.NothingLeftAsync();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_program_that_never_ends_is_ended_by_Ctrl_C(string cli)
    {
        await using var stack = await fixture.CreatedStackAsync(cli);
        stack.Set("TEST_PROGRAM_END", "never");
        await using var up = stack.Folder.Start("up", "--yes", "--skip-preview");
        await up.SaysAsync("this program never ends");

        Processes.Signal(up.Id, Processes.Interrupt);
        var result = await up.WaitAsync();

        Assert.True(result.ExitCode == 1, result.All);
        stack.AssertOneOfEach();
        await stack.NothingLeftAsync();
    }
}
