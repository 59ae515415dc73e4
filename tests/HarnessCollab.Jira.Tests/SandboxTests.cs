using System.Diagnostics;
using System.Text.Json.Nodes;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Testing;

namespace HarnessCollab.Jira.Tests;

/// <summary>The sandbox itself: how it starts, ends, is switched, and what its switches do to the connection test.</summary>
public sealed class SandboxTests(SandboxFixture sandboxes) : IClassFixture<SandboxFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_when_its_standard_input_ends()
    {
        await using var sandbox = ChildProcess.Start(Artifacts.Sandbox, ["--exit-with-parent"]);
        await sandbox.FirstLineAsync();

        sandbox.Input.Close();

        Assert.Equal(0, (await sandbox.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task It_ends_on_SIGTERM_with_exit_code_0()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no SIGTERM.");
        }

        await using var sandbox = ChildProcess.Start(Artifacts.Sandbox, []);
        await sandbox.FirstLineAsync();
        using var kill = Process.Start("kill", ["-TERM", $"{sandbox.Id}"]);

        Assert.Equal(0, (await sandbox.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task The_ready_file_holds_the_whole_address_and_standard_output_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("ready");
        await using var sandbox = ChildProcess.Start(Artifacts.Sandbox, ["--context-path", "/jira", "--ready-file", file, "--exit-with-parent"]);
        using var limit = new CancellationTokenSource(Limits.Hang);
        while (!File.Exists(file))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), limit.Token);
        }

        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/jira\n$", await File.ReadAllTextAsync(file, Cancelled));
        sandbox.Input.Close();
        Assert.Equal("", (await sandbox.WaitAsync()).Output);
    }

    [Theory]
    [InlineData("--flavor cloud", "there is no option --flavor; did you mean --flavour?")]
    [InlineData("--flavour bitbucket", "--flavour must be one of cloud, datacenter")]
    [InlineData("--port x", "--port N must be a number from 0 to 65535")]
    [InlineData("--user", "--user needs a value")]
    public async Task A_wrong_switch_is_named(string line, string message)
    {
        var (code, _, error) = await RunAsync(line.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_switch_that_settings_know()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(
            ["--port", "--ready-file", "--exit-with-parent", "--flavour", "--user", "--token", "--context-path", "--deny"],
            each => Assert.Contains(each, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_what_was_asked()
    {
        var sandbox = sandboxes.Cloud;
        await sandbox.ResetAsync();
        await Testers.TestAsync(Testers.Settings(sandbox.Url));

        var page = await sandbox.GetAsync("/");

        Assert.Contains("Jira Cloud", page, StringComparison.Ordinal);
        Assert.Contains("<td>Accepts</td><td>Basic, e-mail and API token</td>", page, StringComparison.Ordinal);
        Assert.Contains("GET /rest/api/2/myself", page, StringComparison.Ordinal);
        Assert.Contains("Basic, bot@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Testers.Token, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"redirect":"https"}""", "HC4202")]
    [InlineData("""{"redirect":"login"}""", "HC4204")]
    [InlineData("""{"redirect":"path"}""", "HC4205")]
    [InlineData("""{"redirect":"other"}""", "HC4206")]
    [InlineData("""{"html":"login"}""", "HC4207")]
    [InlineData("""{"html":"proxy"}""", "HC4208")]
    [InlineData("""{"html":"firewall"}""", "HC4218")]
    [InlineData("""{"state":"MAINTENANCE"}""", "HC4213")]
    [InlineData("""{"rate-limited":9,"retry-after":3600}""", "HC4216")]
    [InlineData("""{"password":"sandbox-token","token":"other"}""", "HC4304")]
    [InlineData("""{"scopes":["read:jira-user"]}""", "HC4310")]
    [InlineData("""{"deny":["*:EDIT_ISSUES"]}""", "HC4404")]
    [InlineData("""{"published-url":"https://jira.example.com"}""", "HC4501")]
    [InlineData("""{"active":false}""", "HC4504")]
    [InlineData("""{"flavour":"datacenter","token":"other"}""", "HC4312")]
    [InlineData("""{"flavour":"datacenter","basic-disabled":true}""", "HC4315")]
    public async Task A_switch_of_a_running_sandbox_leads_to_its_finding(string settings, string code)
    {
        var sandbox = sandboxes.Cloud;
        await sandbox.ResetAsync();
        await sandbox.SetAsync(JsonNode.Parse(settings)!.AsObject());

        (await Testers.TestAsync(Testers.Settings(sandbox.Url))).ShouldHold(code);
    }

    [Fact]
    public async Task Data_center_locks_the_account_after_three_failures_even_for_the_right_password()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--flavour", "datacenter", "--user", "bot");
        foreach (var wrong in new[] { "one", "two", "three" })
        {
            (await Testers.TestAsync(Testers.Settings(sandbox.Url, "bot", wrong, CredentialKind.Password))).ShouldHold("HC4313");
        }

        (await Testers.TestAsync(Testers.Settings(sandbox.Url, "bot", kind: CredentialKind.Password))).ShouldHold("HC4301");
    }

    [Fact]
    public async Task Serverinfo_closed_to_strangers_does_not_stop_a_good_account()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--flavour", "datacenter", "--user", "bot", "--hide-server-info");

        (await Testers.TestAsync(Testers.Settings(sandbox.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task A_scoped_token_is_good_at_the_gateway_path()
    {
        await using var sandbox = await SandboxProcess.StartAsync("--scopes", "read:jira-user,read:jira-work");
        var cloudId = JsonNode.Parse(await sandbox.GetAsync("/_edge/tenant_info"))!["cloudId"];

        var report = await Testers.TestAsync(Testers.Settings($"{sandbox.Url}/ex/jira/{cloudId}"));

        Assert.Equal(Verdict.Passed, report.Verdict);
    }

    private static Task<CommandResult> RunAsync(params string[] args) => ChildProcess.RunAsync(Artifacts.Sandbox, args);
}
