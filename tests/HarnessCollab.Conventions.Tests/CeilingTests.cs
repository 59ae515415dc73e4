namespace HarnessCollab.Conventions.Tests;

/// <summary>The scaffolding stays scaffolding: most lines belong to the provider.</summary>
public sealed class CeilingTests
{
    [Theory]
    [InlineData("sdk/local/HarnessCollab.Engine", 3500)]
    [InlineData("sdk/local/Pulumi.Compat", 2000)]
    [InlineData("sdk/local/HarnessCollab.Cli", 800)]
    public void Running_without_the_pulumi_cli_stays_below_its_ceiling(string folder, int ceiling)
    {
        var lines = Repository.CodeLines(folder);

        Assert.True(
            lines <= ceiling,
            $"{folder} has {lines} lines of code; its ceiling is {ceiling}. Move what is the provider's to the provider, or delete.");
    }

    [Fact]
    public void The_provider_is_larger_than_what_runs_it()
    {
        Assert.True(Repository.CodeLines("provider") > Repository.CodeLines("sdk/local"));
    }
}
