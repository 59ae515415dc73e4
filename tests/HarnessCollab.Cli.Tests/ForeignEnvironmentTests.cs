using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

/// <summary>What the environment and the working directory tell ASP.NET services is not told to the engine.</summary>
public sealed class ForeignEnvironmentTests
{
    [Fact]
    public async Task An_update_runs_where_something_else_is_a_service()
    {
        using var foreign = new ForeignEnvironment();
        using var project = new ProjectFolder();
        await project.StackAsync();
        foreach (var (name, value) in foreign.Variables)
        {
            project.Environment[name] = value;
        }

        foreach (var (name, content) in foreign.Files)
        {
            project.Write(name, content);
            project.Write($"app/{name}", content);
        }

        var result = await project.RunAsync("up", "--yes");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }
}
