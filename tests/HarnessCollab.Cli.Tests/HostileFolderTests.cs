namespace HarnessCollab.Cli.Tests;

/// <summary>Folders and files that a stranger made: what lies in them is not run, not followed, and does not hang a command.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    [Fact]
    public async Task A_dotnet_in_the_current_folder_is_not_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        _project.Write("Pulumi.yaml", "name: harness-jira\nruntime: dotnet\nmain: app\n");
        _project.Write("app/App.csproj", "<Project />");
        _project.WriteScript("sub/dotnet", "touch \"$STOLEN\"");
        _project.WriteScript("bin/dotnet", "echo the one on PATH; exit 1");
        _project.Environment["STOLEN"] = _project.Path("stolen");
        _project.Environment["PATH"] = $":.:sub:{_project.Path("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        await _project.OutputAsync("stack", "init", "dev");

        var result = await _project.RunInAsync("sub", null, "preview", "--stack", "dev");

        Assert.Contains("the one on PATH", result.All, StringComparison.Ordinal);
        Assert.False(File.Exists(_project.Path("stolen")));
    }

    [Theory]
    [InlineData("../../../../victim")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public async Task A_project_name_that_leads_elsewhere_is_refused_before_anything_is_done(string name)
    {
        _project.Write("Pulumi.yaml", $"name: '{name}'\nruntime: dotnet\nmain: app\n");

        string[][] commands = [["stack", "init", "docs"], ["stack", "rm", "docs", "--yes"], ["cancel", "docs", "--yes"], ["stack", "ls"]];
        foreach (var command in commands)
        {
            var result = await _project.RunAsync(command);

            Assert.Equal(1, result.ExitCode);
            Assert.Contains(
                "a project name may only contain alphanumeric, hyphens, underscores, or periods", result.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(
            ["Pulumi.yaml", "app"], Directory.EnumerateFileSystemEntries(_project.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("organization/harness-jira/..")]
    public async Task A_stack_name_of_periods_alone_is_refused(string name)
    {
        var result = await _project.RunAsync("stack", "init", name);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a stack name may only contain", result.Errors, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Yamls => new()
    {
        { "  harness-jira:a: &a {x: *a}\n", "an alias in it has no anchor before it, or is a part of its own value (line " },
        { "  harness-jira:a: &a [[*a]]\n", "an alias in it has no anchor before it, or is a part of its own value (line " },
        { Doubling(), "it has more than 100000 values (line " },
        { $"  harness-jira:a: [{string.Join(',', Enumerable.Repeat("1", 100_000))}]\n", "it has more than 100000 values (line " },
        { $"  harness-jira:a: {new string('[', 20_000)}{new string(']', 20_000)}\n", "it is nested more than 64 levels deep (line " },
        { $"  harness-jira:a: {string.Concat(Enumerable.Repeat("{a: ", 20_000))}1{new string('}', 20_000)}\n", "it is nested more than 64 levels "
            + "deep (line " },
        { Deepening(), "it is nested more than 64 levels deep (line " },
        { "  ? [a, b]\n  : 1\n", "a key in it is not a text (line " },
    };

    [Theory]
    [MemberData(nameof(Yamls))]
    public async Task Yaml_that_is_made_to_hang_its_reader_is_refused(string settings, string message)
    {
        await _project.StackAsync();
        _project.Write("Pulumi.dev.yaml", _project.Read("Pulumi.dev.yaml") + "config:\n" + settings);

        var result = await _project.RunAsync("config");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Pulumi.dev.yaml cannot be read: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aliases_that_do_no_harm_are_understood()
    {
        await _project.StackAsync();
        _project.Write("Pulumi.dev.yaml", _project.Read("Pulumi.dev.yaml") + "config:\n  harness-jira:a: &a {x: 1}\n  harness-jira:b: [*a, *a]\n");

        Assert.Equal("[{\"x\":1},{\"x\":1}]\n", await _project.OutputAsync("config", "get", "b"));
    }

    [Fact]
    public async Task What_may_hold_secrets_is_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        await _project.OutputAsync("stack", "init", "dev");

        await _project.OutputAsync("up", "--yes");
        await _project.OutputAsync("up", "--yes");

        string[] files = [.. Directory.EnumerateFiles(_project.Path(".pulumi/stacks/harness-jira"), "dev.json*")
            .Select(file => Path.GetRelativePath(_project.Root, file))];
        Assert.True(files.Length == 2, string.Join(' ', files));
        Assert.All(files, file => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(_project.Path(file))));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(_project.Path(".harnesscollab")));
    }

    public void Dispose() => _project.Dispose();

    private static string Doubling()
    {
        var lines = new System.Text.StringBuilder("  harness-jira:a0: &a0 [1]\n");
        for (var i = 1; i <= 40; i++)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"  harness-jira:a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        return lines.ToString();
    }

    private static string Deepening()
    {
        var lines = new System.Text.StringBuilder("  harness-jira:a0: &a0 [1]\n");
        for (var i = 1; i <= 80; i++)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"  harness-jira:a{i}: &a{i} [*a{i - 1}]\n");
        }

        return lines.ToString();
    }
}
