using System.Text.RegularExpressions;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>The GitHub Actions of examples/ci: well formed, as their README says, and the script of the nightly job does what it promises.</summary>
public sealed partial class CiExampleTests : ScenarioTest
{
    private const string Watch = "pulumi preview --refresh --run-program --expect-no-changes";

    [Theory]
    [InlineData("examples/ci/preview.yml", "pull_request")]
    [InlineData("examples/ci/up.yml", "push")]
    [InlineData("examples/ci/drift.yml", "schedule")]
    [InlineData(".github/workflows/ci.yml", "push")]
    public void Every_workflow_has_its_trigger_a_limit_and_steps_that_do_something(string path, string trigger)
    {
        var workflow = Workflow.Load(path);

        Assert.Contains(trigger, workflow.Triggers);
        Assert.All(workflow.Jobs, job => Assert.True(job.Children.ContainsKey("timeout-minutes")));
        Assert.All(workflow.Steps, step => Assert.Single(step.Children.Keys, key => key.ToString() is "uses" or "run"));
    }

    [Theory]
    [InlineData("preview.yml")]
    [InlineData("up.yml")]
    [InlineData("drift.yml")]
    public void Every_secret_variable_and_setting_is_explained_beside_it(string file)
    {
        var workflow = Workflow.Load($"examples/ci/{file}");
        var readme = Read("examples/ci/README.md");

        Assert.All(
            Names().Matches(workflow.Text).Select(match => match.Value), name => Assert.Contains($"`{name}", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_nightly_job_runs_the_command_that_the_pages_name() =>
        Assert.All(
            new[] { Workflow.Load("examples/ci/drift.yml").Text, Read("examples/ci/README.md"), Read("README.md") },
            text => Assert.Contains(Watch, text, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task The_nightly_job_warns_of_drift_and_passes_without_it(string cli)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "GitHub runs this job on Linux");
        var script = Workflow.Load("examples/ci/drift.yml").Script("Look for drift");
        var stack = await UpWithAsync(cli, Account("jira", "ops"));

        var clean = await SucceedsAsync(RunAsync(stack, script));
        await Jira.SetAsync(new { token = "rotated" });
        var drifted = await SucceedsAsync(RunAsync(stack, script));
        stack.Environment["HARNESSCOLLAB_STORE"] = "sqlite:.harnesscollab/nowhere.db";
        var failed = await FailsAsync(RunAsync(stack, script));

        Says(clean, "no drift");
        Says(drifted, "::warning title=Drift::");
        Says(drifted, "HC4310");
        Says(failed, "::error title=Drift::the watch itself failed with exit code 1");
        Assert.Equal(
            ["code=0", "code=7", "code=1"],
            await File.ReadAllLinesAsync(Path.Combine(stack.Root, "output.txt"), TestContext.Current.CancellationToken));
    }

    private static Task<CommandResult> RunAsync(StackFolder stack, string script) => stack.ScriptAsync(script, new Dictionary<string, string?>
    {
        ["GITHUB_RUN_ID"] = "1",
        ["GITHUB_OUTPUT"] = Path.Combine(stack.Root, "output.txt"),
        ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "enforce",
        ["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "warn",
    });

    private static string Read(string path)
    {
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        return File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, path));
    }

    [GeneratedRegex(@"(?<=secrets\.|vars\.)[A-Z_]+|HARNESSCOLLAB_[A-Z_]+")]
    private static partial Regex Names();
}
