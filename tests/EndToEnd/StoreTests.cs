namespace HarnessCollab.EndToEnd;

public sealed class StoreTests : CliTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_display_name_that_another_stack_holds_says_who_and_how_to_import(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        using var other = await stack.AnotherStackAsync("prod");
        await other.ConfigAsync("baseUrl", Jira.BaseUrl);
        await other.ConfigAsync("username", Testing.JiraSandbox.User);
        await other.SecretAsync("apiToken", Testing.JiraSandbox.Token);

        foreach (var result in new[] { await FailsAsync(other.PreviewAsync()), await FailsAsync(other.UpAsync()) })
        {
            Assert.Contains("HC5003", result.All, StringComparison.Ordinal);
            Assert.Contains("urn:pulumi:dev::e2e::harnesscollab:index:JiraCollaborationProvider::jira", result.All, StringComparison.Ordinal);
            Assert.Contains(
                $"pulumi import harnesscollab:index:JiraCollaborationProvider jira {stack.Sql("select id from providers")}",
                result.All,
                StringComparison.Ordinal);
        }

        Assert.Equal(1, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Another_store_or_a_missing_file_is_an_error_and_never_gone(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(stack.StorePath)!, "store.db*"))
        {
            File.Move(file, file.Replace("store.db", "moved.db", StringComparison.Ordinal));
        }

        var missing = await FailsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview"));
        stack.Environment["HARNESSCOLLAB_STORE"] = "sqlite:.harnesscollab/other.db";
        var missingToo = await FailsAsync(stack.UpAsync());

        Assert.Contains("HC5005", missing.All, StringComparison.Ordinal);
        Assert.Contains("HC5005", missingToo.All, StringComparison.Ordinal);
        Assert.Contains("JiraCollaborationProvider::jira", await File.ReadAllTextAsync(stack.CheckpointPath), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_edited_row_is_seen_by_refresh_and_repaired_by_up(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        stack.Sql("update providers set username = 'someone@example.com'");
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off";

        var refresh = await SucceedsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview"));
        var up = await SucceedsAsync(stack.UpAsync());

        // State knows no credential for another user until the program sends it there.
        Assert.Contains("[diff: -apiToken~username]", refresh.Output, StringComparison.Ordinal);
        Assert.Contains("HC5019: 'username' changed in the store", refresh.Output, StringComparison.Ordinal);
        Assert.Contains("    ~ 1 updated\n", up.Output, StringComparison.Ordinal);
        Assert.Equal(Testing.JiraSandbox.User, stack.Sql("select username from providers"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Up_with_refresh_reads_before_the_program_runs_and_with_run_program_as_it_registers(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        stack.Sql("update providers set username = 'someone@example.com'");
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off";
        stack.Environment["TEST_PROGRAM_END"] = "throw";

        await FailsAsync(stack.UpAsync("--refresh", "--run-program"));
        var withProgram = UserInState();
        await FailsAsync(stack.UpAsync("--refresh"));

        Assert.Equal((Testing.JiraSandbox.User, "someone@example.com"), (withProgram, UserInState()));

        string? UserInState() => stack.State.Entry("jira").GetProperty("inputs").GetProperty("username").GetString();
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_removed_row_is_seen_by_refresh_and_made_again_by_up(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        stack.Sql("delete from providers; delete from encrypted_texts");

        var refresh = await SucceedsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview"));
        var up = await SucceedsAsync(stack.UpAsync());

        Assert.Contains("    - 1 deleted\n", refresh.Output, StringComparison.Ordinal);
        Assert.Contains("    + 1 created\n", up.Output, StringComparison.Ordinal);
        Assert.Equal(1, stack.Rows());
    }
}
