using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

/// <summary>A program that comes as source: it is built when something that goes into it has changed, and only then.</summary>
public sealed class BuildRecordTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    [Fact]
    public async Task Nothing_is_built_until_a_source_changes_comes_or_goes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in front of dotnet");
        Arrange();
        await _project.OutputAsync("stack", "init", "dev");

        var first = await PreviewAsync();
        var second = await PreviewAsync();

        Assert.Equal((true, true), (first.WasBuilt, first.Result.Errors.Contains("program is built (1 of 1)", StringComparison.Ordinal)));
        Assert.Equal((false, ""), (second.WasBuilt, second.Result.Errors));

        // Also a build that is not the first, when it takes its time.
        Change("app/Program.cs", "return 2;");
        _project.Environment["SLOW"] = "1";
        var third = await PreviewAsync();
        Assert.StartsWith("Building the program and what it needs…\n  program is built (1 of 1)\n", third.Result.Errors, StringComparison.Ordinal);

        // From here on it is enough to see that a build is tried.
        _project.Environment["REFUSE"] = "1";
        foreach (var (file, text) in Changes)
        {
            var undo = Change(file, text);
            Assert.True((await PreviewAsync()).WasBuilt, file);
            undo();
            Assert.False((await PreviewAsync()).WasBuilt, file);
        }

        File.Delete(_project.Path("app/Other.cs"));
        Assert.True((await PreviewAsync()).WasBuilt);
    }

    [Fact]
    public async Task A_command_that_needs_a_part_of_what_was_built_builds_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in front of dotnet");
        Arrange();
        _project.Write("Pulumi.yaml", "name: built\nruntime: dotnet\nmain: app\nplugins:\n  providers:\n    - name: thing\n      path: plugin\n");
        _project.Write("plugin/PulumiPlugin.yaml", "runtime: dotnet\n");
        _project.Write("plugin/Program.cs", "return 0;");
        File.Copy(_project.Path("app/program.csproj"), _project.Path("plugin/plugin.csproj"));
        await _project.OutputAsync("stack", "init", "dev");
        Assert.True((await PreviewAsync()).WasBuilt);

        // It does not run the program.
        Assert.False(await IsBuiltForAsync("refresh", "--yes"));

        // What has changed is not in the part.
        Change("app/Program.cs", "return 1;");
        Assert.True(await IsBuiltForAsync("refresh", "--yes"));
        Assert.False(await IsBuiltForAsync("refresh", "--yes"));
        Assert.True((await PreviewAsync()).WasBuilt);

        // The part has changed.
        Change("plugin/Program.cs", "return 1;");
        Assert.True(await IsBuiltForAsync("refresh", "--yes"));
        Assert.True((await PreviewAsync()).WasBuilt);
    }

    public void Dispose() => _project.Dispose();

    private static (string File, string Text)[] Changes =>
    [
        ("app/Program.cs", "return 1;"),
        ("app/below/More.cs", "// new"),
        ("shared/Shared.cs", "// linked"),
        ("shared/New.cs", "// beside the linked one"),
        ("Directory.Build.props", "<Project />"),
    ];

    // What was before comes back with its times, and those of its folder.
    private Action Change(string file, string text)
    {
        var path = _project.Path(file);
        var folder = Path.GetDirectoryName(path)!;
        var (before, written, age) = File.Exists(path)
            ? (File.ReadAllText(path), File.GetLastWriteTimeUtc(path), Directory.GetLastWriteTimeUtc(folder))
            : (null, default, Directory.GetLastWriteTimeUtc(folder));
        _project.Write(file, text);
        return () =>
        {
            if (before is null)
            {
                File.Delete(path);
            }
            else
            {
                File.WriteAllText(path, before);
                File.SetLastWriteTimeUtc(path, written);
            }

            Directory.SetLastWriteTimeUtc(folder, age);
        };
    }

    private void Arrange()
    {
        _project.Write("Pulumi.yaml", "name: built\nruntime: dotnet\nmain: app\n");
        _project.Write("shared/Shared.cs", "");
        _project.Write("app/Program.cs", "return 0;");
        _project.Write("app/Other.cs", "");
        _project.Write("app/below/Other.cs", "");
        _project.Write("app/program.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="../shared/*.cs" />
              </ItemGroup>
            </Project>
            """);
        // In front of the real one: says that it was called, and may refuse to work.
        var real = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
        _project.WriteScript("bin/dotnet", $"touch '{Called}'\n[ -z \"$REFUSE\" ] || exit 1\n[ -z \"$SLOW\" ] || sleep 1.5\nexec '{real}' \"$@\"");
        _project.Environment["PATH"] = $"{_project.Path("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    private string Called => _project.Path("called");

    private Task<(CommandResult Result, bool WasBuilt)> PreviewAsync() => RunAsync("preview");

    private async Task<bool> IsBuiltForAsync(params string[] command) => (await RunAsync(command)).WasBuilt;

    private async Task<(CommandResult Result, bool WasBuilt)> RunAsync(params string[] command)
    {
        File.Delete(Called);
        var result = await _project.RunAsync([.. command, "--stack", "dev"]);
        return (result, File.Exists(Called));
    }
}
