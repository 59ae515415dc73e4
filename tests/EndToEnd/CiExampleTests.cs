using System.Text.RegularExpressions;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>The GitHub Actions of examples/ci: well formed, as their README says, and the script of the nightly job does what it promises.</summary>
public sealed partial class CiExampleTests : ScenarioTest
{
    private const string Watch = "pulumi preview --expect-no-changes";

    [Theory]
    [InlineData("examples/ci/preview.yml", "pull_request")]
    [InlineData("examples/ci/up.yml", "push")]
    [InlineData("examples/ci/drift.yml", "schedule")]
    [InlineData("examples/ci/health.yml", "schedule")]
    [InlineData(".github/workflows/ci.yml", "push")]
    [InlineData(".github/workflows/release.yml", "push")]
    [InlineData(".github/workflows/codeql.yml", "schedule")]
    public void Every_workflow_has_its_trigger_a_limit_and_steps_that_do_something(string path, string trigger)
    {
        var workflow = Workflow.Load(path);

        Assert.Contains(trigger, workflow.Triggers);
        Assert.All(workflow.Jobs, job => Assert.True(job.Children.ContainsKey("timeout-minutes")));
        Assert.All(workflow.Steps, step => Assert.Single(step.Children.Keys, key => key.ToString() is "uses" or "run"));
    }

    [Fact]
    public void Workflows_take_actions_by_hash_alone_and_each_action_by_one()
    {
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        string[] uses =
        [
            .. new[] { ".github/workflows", "examples/ci" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Artifacts.RepositoryRoot, folder), "*.y*ml"))
                .SelectMany(File.ReadLines)
                .Where(line => line.Contains("uses:", StringComparison.Ordinal)),
        ];

        Assert.All(uses, line => Assert.Matches("uses: [A-Za-z/-]+@[0-9a-f]{40} # v[0-9]+[.][0-9]+[.][0-9]+$", line));
        Assert.All(
            uses.Select(line => line.Split("uses: ")[1]).Distinct().GroupBy(action => action.Split('@')[0]), action => Assert.Single(action));
    }

    [Fact]
    public async Task A_release_takes_its_version_from_the_tag_and_its_notes_from_the_changelog()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Artifacts.ArePublished, "GitHub runs this job on Linux, in the repository");
        using var folder = new TempFolder();
        var files = folder.Combine("files");
        Directory.CreateDirectory(files);
        await File.WriteAllTextAsync(Path.Combine(files, "a.tar.gz"), "abc", TestContext.Current.CancellationToken);

        // A repository of its own, so that its changelog may be changed.
        Directory.CreateDirectory(folder.Combine("clone", ".ci"));
        foreach (var file in new[] { ".ci/release", "CHANGELOG.md" })
        {
            File.Copy(Path.Combine(Artifacts.RepositoryRoot, file), folder.Combine("clone", file));
        }

        var unreleased = await SucceedsAsync(ReleaseAsync("notes", "Unreleased"));
        var early = await FailsAsync(ReleaseAsync("version", "v999.0.0"));
        await SucceedsAsync(ReleaseAsync("prepare", "999.0.0"));
        var version = await SucceedsAsync(ReleaseAsync("version", "v999.0.0"));
        var notes = await SucceedsAsync(ReleaseAsync("notes", "999.0.0"));
        var twice = await FailsAsync(ReleaseAsync("prepare", "999.0.0"));
        var nothingNew = await FailsAsync(ReleaseAsync("prepare", "999.0.1"));
        var noTag = await FailsAsync(ReleaseAsync("version", "1.2.3"));
        var noVersion = await FailsAsync(ReleaseAsync("prepare"));
        await SucceedsAsync(ReleaseAsync("checksums", files));

        Says(unreleased, "### Added");
        Says(early, "CHANGELOG.md has no section '## 999.0.0'");
        Assert.Equal("999.0.0\n", version.Output);
        Assert.Equal(unreleased.Output, notes.Output);
        Says(twice, "CHANGELOG.md has a section '## 999.0.0' already");
        Says(nothingNew, "CHANGELOG.md has no section '## Unreleased'");
        Says(noTag, "'1.2.3' is not a tag of a release");
        Says(noVersion, "see the head of ");
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.tar.gz\n",
            await File.ReadAllTextAsync(Path.Combine(files, "SHA256SUMS"), TestContext.Current.CancellationToken));

        Task<CommandResult> ReleaseAsync(params string[] arguments) =>
            ChildProcess.RunAsync(folder.Combine("clone", ".ci/release"), arguments);
    }

    [Theory]
    [InlineData("preview.yml")]
    [InlineData("up.yml")]
    [InlineData("drift.yml")]
    [InlineData("health.yml")]
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
        var unset = await FailsAsync(RunAsync(stack, script));
        DeclareWith(stack, new() { ["harnesscollab:driftDetection"] = "always" }, Account("jira", "ops"));
        await SucceedsAsync(stack.UpAsync("--refresh", "--run-program"));

        var clean = await SucceedsAsync(RunAsync(stack, script));
        await Jira.SetAsync(new { token = "rotated" });
        var drifted = await SucceedsAsync(RunAsync(stack, script));
        stack.Environment["HARNESSCOLLAB_STORE"] = "sqlite:.harnesscollab/nowhere.db";
        var failed = await FailsAsync(RunAsync(stack, script));

        Says(unset, "::error title=Drift::set harnesscollab:driftDetection to always");
        Says(clean, "no drift");
        Says(drifted, "::warning title=Drift::");
        Says(drifted, "HC4310");
        Says(failed, "::error title=Drift::the watch itself failed with exit code 1");
        Assert.Equal(
            ["code=0", "code=7", "code=1"],
            await File.ReadAllLinesAsync(Path.Combine(stack.Root, "output.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_weekly_job_tells_in_one_issue_which_accounts_do_not_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "GitHub runs this job on Linux");
        var workflow = Workflow.Load("examples/ci/health.yml");
        var (check, tell) = (workflow.Script("Check the accounts"), workflow.Script("Tell it in one issue"));
        var stack = await UpWithAsync("collab", Account("jira", "ops"));
        var tools = Directory.CreateDirectory(Path.Combine(stack.Root, ".tools")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(tools, "gh"), "#!/bin/sh\n[ \"$2\" = list ] && echo $OPEN || echo $* >>gh.txt\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(tools, "gh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var well = await SucceedsAsync(ScriptAsync(check));
        await SucceedsAsync(ScriptAsync(tell, ("CODE", "0")));
        await Jira.SetAsync(new { token = "rotated" });
        var unwell = await SucceedsAsync(ScriptAsync(check));
        await SucceedsAsync(ScriptAsync(tell, ("CODE", "1")));
        await SucceedsAsync(ScriptAsync(tell, ("CODE", "1"), ("OPEN", "7")));
        await SucceedsAsync(ScriptAsync(tell, ("CODE", "0"), ("OPEN", "7")));
        var failed = await FailsAsync(ScriptAsync(check, ("HARNESSCOLLAB_STORE", "sqlite:.harnesscollab/nowhere.db")));

        Says(well, "all accounts work");
        Says(unwell, "::warning title=Health::");
        // Whether an account failed or the store is not there, the code is 1; only the first has a report.
        Says(failed, "::error title=Health::the check itself failed");
        Assert.Contains(await LinesAsync("health.html"), line => line.Contains("HC4310", StringComparison.Ordinal));
        Assert.Equal(["code=0", "code=1"], await LinesAsync("output.txt"));
        Assert.Equal(
            [
                "issue create --title Health of the Jira accounts --body-file issue.md",
                "issue edit 7 --body-file issue.md",
                "issue close 7 --comment All accounts work.",
            ],
            await LinesAsync("gh.txt"));
        Assert.Contains(await LinesAsync("issue.md"), line => line.StartsWith("- HC4310: ", StringComparison.Ordinal));

        Task<CommandResult> ScriptAsync(string script, params (string Name, string Value)[] variables) => stack.ScriptAsync(
            script,
            variables.Append(("PATH", $"{tools}:{Path.GetDirectoryName(Artifacts.Plugin)}:{Environment.GetEnvironmentVariable("PATH")}"))
                .Append(("GITHUB_OUTPUT", "output.txt"))
                .Append(("GITHUB_STEP_SUMMARY", "summary.md"))
                .Append(("GITHUB_SERVER_URL", "https://github.com"))
                .Append(("GITHUB_REPOSITORY", "owner/name"))
                .Append(("GITHUB_RUN_ID", "1"))
                .ToDictionary(each => each.Item1, each => (string?)each.Item2));

        Task<string[]> LinesAsync(string file) => File.ReadAllLinesAsync(Path.Combine(stack.Root, file), TestContext.Current.CancellationToken);
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
