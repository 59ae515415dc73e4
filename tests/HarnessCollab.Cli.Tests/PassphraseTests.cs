using HarnessCollab.Provider.Tests.Commands;
using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

public sealed class PassphraseTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    [Fact]
    public async Task A_passphrase_that_is_asked_for_is_not_shown_and_takes_in_no_control_keys()
    {
        await _project.StackAsync();
        await _project.OutputAsync("config", "set", "--secret", "token", "s3cret");
        _project.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;
        await using var terminal = Terminal.Start(_project.Root, _project.Environment, Artifacts.Collab, "config", "get", "token");

        await terminal.WaitForAsync(": ");
        await terminal.TypeAsync("corr\u0001ect horsf\u007fe\u0005\r");
        var exitCode = await terminal.EndAsync();

        Assert.True(exitCode == 0, terminal.Seen);
        Assert.DoesNotContain("horse", terminal.Seen, StringComparison.Ordinal);
        Assert.EndsWith("s3cret\n", terminal.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_echo_is_off_before_the_question_is_on_the_screen()
    {
        await _project.StackAsync();
        await _project.OutputAsync("config", "set", "--secret", "token", "s3cret");
        _project.Environment["PULUMI_CONFIG_PASSPHRASE"] = null;
        await using var terminal = await Terminal.StartHeldAsync(_project.Root, _project.Environment, Artifacts.Collab, "config", "get", "token");

        await terminal.WaitForAsync(": ");
        await terminal.TypeAsync("correct horse\r");

        Assert.Equal(0, await terminal.EndAsync());
    }

    public void Dispose() => _project.Dispose();
}
