using System.Text.Json;

namespace HarnessCollab.Cli.Tests;

/// <summary>
/// What a run of an earlier state of development leaves when it is killed: a journal next to the state. In the run of the fixture three accounts
/// existed, all three were updated, five were created, and two were being created when it was killed.
/// </summary>
public sealed class LeftoverJournalTests : IDisposable
{
    private const string Stacks = ".pulumi/stacks/harness-jira/";

    private static readonly string Fixture = Path.Combine(
        Testing.Artifacts.RepositoryRoot, "tests", "HarnessCollab.Cli.Tests", "Fixtures", "version-0.1");

    private readonly ProjectFolder _project = new();

    public LeftoverJournalTests()
    {
        _project.Write(".pulumi/meta.yaml", "version: 1\n");
        _project.Write("Pulumi.dev.yaml", File.ReadAllText(Path.Combine(Fixture, "Pulumi.dev.yaml")));
        foreach (var file in new[] { "dev.json", "dev.journal" })
        {
            _project.Write(Stacks + file, File.ReadAllText(Path.Combine(Fixture, file)));
        }

        _project.Write(
            ".pulumi/locks/organization/harness-jira/dev/x.json",
            "{\"pid\":7,\"username\":\"ann\",\"hostname\":\"box\",\"timestamp\":\"2026-11-24T04:43:35Z\"}");
        _project.Environment["PULUMI_STACK"] = "dev";
    }

    public static TheoryData<string[]> Commands => new(
        ["preview"],
        ["up", "--yes"],
        ["up", "--yes", "--skip-preview"],
        ["refresh", "--yes", "--skip-preview"],
        ["destroy", "--yes", "--skip-preview"],
        ["config"],
        ["config", "set", "a", "b"],
        ["stack", "output"],
        ["stack", "rm", "--yes", "--force"],
        ["stack", "rm", "dev", "--yes", "--force"]);

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_refuses_and_names_it(string[] command)
    {
        var before = Files();

        var result = await _project.RunAsync(command);

        Assert.Equal(
            (1, "", $"error: an update of 'dev' was interrupted, and {_project.Path(Stacks + "dev.journal")} contains changes that the "
                + "state may lack. Nothing was changed now. Run `collab cancel`, which puts them into the state or lists them\n"),
            (result.ExitCode, result.Output, result.Errors));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Cancel_puts_it_into_the_state_that_it_extends()
    {
        Assert.Equal(
            "18 changes in the journal of the interrupted update were put into the state.\n"
            + "The currently running update for 'dev' has been canceled!\n",
            await _project.OutputAsync("cancel"));

        var state = State();
        Assert.Equal(
            ["default_0_1_0", "harness-jira-dev", "jira", "jira-1", "jira-2", "jira-3", "jira-5", "jira-6", "jira-7", "jira-8"],
            Names(state, "resources"));
        Assert.Equal(["jira-10", "jira-9"], Names(state, "pending_operations"));
        Assert.All(
            Items(state, "resources").Where(resource => resource.GetProperty("urn").GetString()!.Contains("::jira", StringComparison.Ordinal)),
            resource => Assert.Equal("changed", resource.GetProperty("inputs").GetProperty("description").GetString()));
        Assert.Equal(["dev.json", "dev.json.bak"], Directory.EnumerateFiles(_project.Path(Stacks)).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.EnumerateFiles(_project.Path(".pulumi/locks/organization/harness-jira/dev")));
        Assert.Equal(0, (await _project.RunAsync("stack", "output")).ExitCode);
    }

    [Fact]
    public async Task Cancel_sets_it_aside_where_the_state_has_gone_on_and_says_what_it_held()
    {
        var changed = File.ReadAllText(Path.Combine(Fixture, "dev.json")).Replace("\"metadata\"", " \"metadata\"", StringComparison.Ordinal);
        _project.Write(Stacks + "dev.json", changed);

        var said = await _project.OutputAsync("cancel");

        Assert.Contains("does not belong to the current state", said, StringComparison.Ordinal);
        Assert.Matches(@"  \* urn:pulumi:dev::harness-jira::harnesscollab:index:JiraCollaborationProvider::jira-3: saved with id 'jcp_\w+'\n", said);
        Assert.Contains("::jira-9: creating had begun\n", said, StringComparison.Ordinal);
        Assert.Contains("Run `collab refresh`", said, StringComparison.Ordinal);
        Assert.EndsWith("The currently running update for 'dev' has been canceled!\n", said, StringComparison.Ordinal);
        Assert.Equal(changed, _project.Read(Stacks + "dev.json"));
        var aside = Assert.Single(Directory.EnumerateFiles(_project.Path(Stacks), "dev.journal.*Z"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Fixture, "dev.journal")), File.ReadAllBytes(aside));
        Assert.Equal(0, (await _project.RunAsync("stack", "output")).ExitCode);
    }

    [Fact]
    public async Task The_journal_of_a_stack_that_is_gone_does_not_become_that_of_another()
    {
        File.Delete(_project.Path(Stacks + "dev.json"));

        Assert.Contains("collab cancel", (await _project.RunAsync("stack", "init", "dev")).Errors, StringComparison.Ordinal);
        Assert.Contains("was moved to", await _project.OutputAsync("cancel"), StringComparison.Ordinal);
        await _project.OutputAsync("stack", "init", "dev");
    }

    [Theory]
    [InlineData("torn", 17)]
    [InlineData("folded", 0)]
    [InlineData("nothing", 0)]
    public async Task What_is_torn_or_in_the_state_already_does_not_count(string how, int changes)
    {
        var journal = File.ReadAllText(Path.Combine(Fixture, "dev.journal"));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_project.Path(Stacks + "dev.json"))));
        _project.Write(Stacks + "dev.journal", how switch
        {
            "torn" => journal[..^20],
            "folded" => journal.Replace(hash, new string('0', 64), StringComparison.Ordinal) + $"{{\"folded\":\"{hash}\"}}\n",
            _ => journal[..journal.IndexOf('\n', StringComparison.Ordinal)],
        });

        var said = await _project.OutputAsync("cancel");

        Assert.Contains(
            changes > 0 ? $"{changes} changes in the journal" : "had no changes that the state lacks", said, StringComparison.Ordinal);
        Assert.False(File.Exists(_project.Path(Stacks + "dev.journal")));
    }

    [Theory]
    [InlineData("{\"begin\":7}\n")]
    [InlineData("{\"begin\":\"creating\",\"resource\":[]}\n")]
    [InlineData("no JSON\n")]
    [InlineData("[]\n")]
    public async Task What_no_version_wrote_is_set_aside(string line)
    {
        _project.Write(Stacks + "dev.journal", File.ReadAllText(Path.Combine(Fixture, "dev.journal")) + line);

        Assert.Contains("::jira-9: creating had begun\n", await _project.OutputAsync("cancel"), StringComparison.Ordinal);
    }

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(_project.Root, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(_project.Root, file), File.ReadAllText);

    private JsonElement State() => JsonElement.Parse(_project.Read(Stacks + "dev.json")).GetProperty("checkpoint").GetProperty("latest");

    private static JsonElement[] Items(JsonElement state, string list) => [.. state.GetProperty(list).EnumerateArray()];

    private static IEnumerable<string> Names(JsonElement state, string list) => Items(state, list)
        .Select(item => item.TryGetProperty("resource", out var resource) ? resource : item)
        .Select(resource => resource.GetProperty("urn").GetString()!.Split("::")[^1]).Order(StringComparer.Ordinal);
}
