namespace HarnessCollab.Cli.Tests;

public sealed class StackTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_stack_is_made_once_and_is_selected()
    {
        var made = await _project.RunAsync("--color", "never", "--non-interactive", "stack", "init", "dev");
        var again = await _project.RunAsync("stack", "init", "dev");

        Assert.Equal((0, "", "Created stack 'dev'\n"), (made.ExitCode, made.Output, made.Errors));
        Assert.Equal((1, "error: stack 'organization/harness-jira/dev' already exists\n"), (again.ExitCode, again.Errors));
        Assert.Equal("version: 1\n", _project.Read(".pulumi/meta.yaml"));
        Assert.StartsWith(
            "{\"version\":3,\"checkpoint\":{\"stack\":\"organization/harness-jira/dev\",\"latest\":{\"manifest\":",
            _project.Read(".pulumi/stacks/harness-jira/dev.json"),
            StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            OperatingSystem.IsWindows()
                ? UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                : File.GetUnixFileMode(_project.Path(".harnesscollab")));
        Assert.Matches(@"^NAME  LAST UPDATE +RESOURCE COUNT\ndev\*  .+  0\n$", await _project.OutputAsync("stack", "ls"));
    }

    [Fact]
    public async Task Option_wins_over_variable_wins_over_selection()
    {
        foreach (var name in new[] { "one", "two", "three" })
        {
            await _project.OutputAsync("stack", "init", name);
        }

        await _project.OutputAsync("stack", "select", "one");

        Assert.Contains("for stack 'one'", (await _project.RunAsync("config", "get", "nope")).Errors, StringComparison.Ordinal);
        _project.Environment["PULUMI_STACK"] = "two";
        Assert.Contains("for stack 'two'", (await _project.RunAsync("config", "get", "nope")).Errors, StringComparison.Ordinal);
        Assert.Contains("for stack 'three'", (await _project.RunAsync("config", "get", "nope", "-s", "three")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_unselected_stack_is_exit_code_6()
    {
        var missing = await _project.RunAsync("preview", "--stack", "nope");
        var select = await _project.RunAsync("stack", "select", "nope");
        var none = await _project.RunAsync("up", "--yes");

        Assert.Equal((6, "error: no stack named 'nope' found\n"), (missing.ExitCode, missing.Errors));
        Assert.Equal((6, "error: no stack named 'nope' found\n"), (select.ExitCode, select.Errors));
        Assert.Equal(6, none.ExitCode);
    }

    [Fact]
    public async Task The_project_is_found_from_below_and_with_an_option_from_anywhere()
    {
        await _project.OutputAsync("stack", "init", "dev");

        Assert.Contains("for stack 'dev'", (await _project.RunInAsync("app", null, "config", "get", "nope")).Errors, StringComparison.Ordinal);
        Assert.Contains("for stack 'dev'", (await HarnessCollab.Testing.ChildProcess.RunAsync(
            HarnessCollab.Testing.Artifacts.Collab, ["-C", _project.Root, "config", "get", "nope"], "/", _project.Environment)).Errors,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_with_resources_is_removed_by_force_only()
    {
        await _project.OutputAsync("stack", "init", "dev");
        _project.Write(
            ".pulumi/stacks/harness-jira/dev.json",
            "{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"urn\":\"urn:pulumi:dev::harness-jira::a:b:C::x\",\"custom\":true,"
            + "\"id\":\"1\",\"type\":\"a:b:C\"}]}}}");

        Assert.StartsWith(
            "error: 'dev' still has resources; removal rejected.",
            (await _project.RunAsync("stack", "rm", "--yes")).Errors,
            StringComparison.Ordinal);
        Assert.Equal("error: non-interactive mode requires --yes flag\n", (await _project.RunAsync("stack", "rm", "--force")).Errors);
        Assert.Equal("Stack 'dev' has been removed!\n", await _project.OutputAsync("stack", "rm", "--yes", "--force"));
        Assert.False(File.Exists(_project.Path("Pulumi.dev.yaml")));
        Assert.Equal("[]\n", await _project.OutputAsync("stack", "ls", "--json"));
    }

    [Theory]
    [InlineData("s3://bucket", "the backend 's3://…' is not supported by collab")]
    [InlineData("https://user:secret@api.example.com", "the backend 'https://…' is not supported by collab")]
    public async Task Another_backend_than_files_is_refused_by_name(string url, string message)
    {
        _project.Environment["PULUMI_BACKEND_URL"] = url;

        var result = await _project.RunAsync("stack", "init", "dev");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backend_is_the_variable_then_the_project_then_its_folder()
    {
        _project.Write("Pulumi.yaml", _project.Read("Pulumi.yaml") + "backend:\n  url: file://./state\n");
        Directory.CreateDirectory(_project.Path("state"));
        await _project.OutputAsync("stack", "init", "dev");
        Assert.True(File.Exists(_project.Path("state/.pulumi/stacks/harness-jira/dev.json")));

        _project.Environment["PULUMI_BACKEND_URL"] = $"file://{_project.Path("elsewhere")}";
        await _project.OutputAsync("stack", "init", "dev");
        Assert.True(File.Exists(_project.Path("elsewhere/.pulumi/stacks/harness-jira/dev.json")));
    }
}
