using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The connection test by hand, as a person at a terminal sees it.</summary>
public sealed class DoctorTerminalTests(SandboxFixture sandbox) : CommandTest
{
    [Fact]
    public async Task The_secret_is_asked_for_without_echo_and_the_report_has_colours()
    {
        await using var terminal = Start();

        await terminal.WaitForAsync($"API token of {JiraSandbox.User} for 127.0.0.1: ");
        // A slip of the finger is corrected.
        await terminal.TypeAsync($"{JiraSandbox.Token}x\u007f\r");
        var exitCode = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(JiraSandbox.Token[..6], terminal.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain('*', terminal.Seen);
        Assert.Contains("\u001b[32mpassed      \u001b[0m myself", terminal.Seen, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[32mThe connection works.\u001b[0m\n", terminal.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NO_COLOR_is_obeyed_and_a_refusal_ends_with_1()
    {
        await using var terminal = Start(("NO_COLOR", "1"));

        await terminal.WaitForAsync(": ");
        await terminal.TypeAsync($"{Secret}\r");
        var exitCode = await terminal.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain(Secret, terminal.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[3", terminal.Seen, StringComparison.Ordinal);
        Assert.Contains("\nerror HC4310 (apiToken): ", terminal.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_at_the_question_ends_the_command_and_tests_nothing()
    {
        await using var terminal = Start();

        await terminal.WaitForAsync(": ");
        await terminal.TypeAsync("half of it\u0003");
        var exitCode = await terminal.EndAsync();

        // 128 + SIGINT, as a shell would say it.
        Assert.Equal(130, exitCode);
        Assert.DoesNotContain("half", terminal.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("connection", terminal.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_echo_is_off_before_the_question_is_on_the_screen()
    {
        await using var terminal = await Terminal.StartHeldAsync(Folder.Path, Variables(null), Command);

        await terminal.WaitForAsync(": ");
        await terminal.TypeAsync($"{JiraSandbox.Token}\r");

        Assert.Equal(0, await terminal.EndAsync());
    }

    private string[] Command =>
        [Artifacts.Plugin, "doctor", "--base-url", sandbox.Jira.BaseUrl, "--username", JiraSandbox.User, "--kind", "api-token"];

    private Terminal Start(params (string Name, string? Value)[] environment) => Terminal.Start(
        Folder.Path,
        Variables(environment.Prepend(("TERM", "xterm")).Prepend(("NO_COLOR", null)).GroupBy(each => each.Item1).ToDictionary(
            each => each.Key, each => each.Last().Item2)),
        Command);
}
