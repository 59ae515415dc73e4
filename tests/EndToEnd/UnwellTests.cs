using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>With <c>connectionTest.refresh: enforce</c> a connection that has rotted makes the resource unwell until Jira accepts it again.</summary>
public sealed class UnwellTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Rot_ends_the_watch_with_7_and_a_healed_Jira_clears_it_with_the_next_refresh(string cli)
    {
        var stack = await HealthyAsync(cli);
        await RotAsync();
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "warn";

        var watch = await stack.PreviewAsync("--refresh", "--run-program", "--expect-no-changes");
        var inTwoSteps = await stack.PreviewAsync("--refresh", "--expect-no-changes");
        var refresh = await SucceedsAsync(RefreshAsync(stack, "--expect-no-changes"));
        var unwell = stack.State.InitErrors("jira");
        var preview = await stack.PreviewAsync("--expect-no-changes");
        await HealAsync();
        var healed = await SucceedsAsync(RefreshAsync(stack));
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));

        Assert.All([watch, inTwoSteps, preview], result => Assert.True(result.ExitCode == 7, result.All));
        Assert.All([watch, inTwoSteps, refresh], result =>
        {
            Says(result, "warning: Refreshed resource is in an unhealthy state:\n    * HC4");
            Says(result, "CREATE_ISSUES");
        });

        // Without --run-program the refresh has a plugin process of its own, and the preview after it does not know what that one has said.
        Assert.All([watch, refresh], ToldOnce);
        Says(preview, "JiraCollaborationProvider jira update");
        Assert.StartsWith("HC4", Assert.Single(unwell), StringComparison.Ordinal);
        Assert.DoesNotContain("unhealthy", healed.All, StringComparison.Ordinal);
        Assert.Empty(stack.State.InitErrors("jira"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Up_fails_with_the_finding_while_Jira_is_red_and_its_way_out_unblocks_the_stack(string cli)
    {
        var stack = await HealthyAsync(cli);
        var row = Row(stack);
        await Jira.SetAsync(new { token = "another" });
        var found = await SucceedsAsync(RefreshAsync(stack));

        var up = await FailsAsync(stack.UpAsync());
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "warn";
        var refresh = await SucceedsAsync(RefreshAsync(stack));
        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));

        Says(found, "* HC4310: ");

        // Refused a moment ago, so not sent again.
        Says(up, "error: HC4310: ");
        Says(up, "It was not sent again; Jira refused it at ");
        Says(up, "run a refresh with HARNESSCOLLAB_CONNECTION_TEST_REFRESH=warn in the environment");
        Says(refresh, "warning: HC4");
        Assert.Equal(row, Row(stack));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Up_on_a_healed_Jira_writes_nothing_and_keeps_the_revision(string cli)
    {
        var stack = await HealthyAsync(cli);
        var (row, revision) = (Row(stack), Revision(stack));
        await RotAsync();
        await SucceedsAsync(RefreshAsync(stack));
        await HealAsync();

        var up = await SucceedsAsync(stack.UpAsync());

        Says(up, "    ~ 1 updated\n");
        Assert.Equal((row, revision), (Row(stack), Revision(stack)));
        Assert.Empty(stack.State.InitErrors("jira"));
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
    }

    private Task<StackFolder> HealthyAsync(string cli) => UpWithAsync(cli, Account("jira", "ops", refresh: "enforce"));

    // The account may no longer create issues.
    private Task RotAsync() => Jira.SetAsync(new { deny = new[] { "*:CREATE_ISSUES" } });

    private Task HealAsync() => Jira.SetAsync(new { deny = Array.Empty<string>() });

    private static Task<Testing.CommandResult> RefreshAsync(StackFolder stack, params string[] flags) =>
        stack.RunAsync(["refresh", "--yes", "--skip-preview", .. flags]);

    // Of all that a resource says at the end, the finding and its way out are one reason.
    private static void ToldOnce(Testing.CommandResult result)
    {
        var diagnostics = result.All[result.All.IndexOf("Diagnostics:\n", StringComparison.Ordinal)..];
        Assert.Single(diagnostics.Split('\n'), line => line.StartsWith("    * ", StringComparison.Ordinal));
        Assert.Equal(2, diagnostics.Split("CREATE_ISSUES").Length);
        Assert.Equal(2, diagnostics.Split("To continue anyway").Length);
    }

    private static object? Row(StackFolder stack) =>
        stack.Sql("select revision || ' ' || updated_at || ' ' || (select count(*) from journal) from providers");

    private static string? Revision(StackFolder stack) => stack.State.Entry("jira").GetProperty("outputs").GetProperty("revision").GetString();
}
