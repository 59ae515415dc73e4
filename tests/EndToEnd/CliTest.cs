using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>
/// A test over processes of their own: command line, program, plugin and the stand-in Jira. Written once, run on every command line.
/// </summary>
public abstract class CliTest : IAsyncLifetime
{
    private readonly List<StackFolder> _stacks = [];

    /// <summary>The command lines a test runs on. One that is not there is skipped before anything is started for it.</summary>
    public static TheoryData<string> Clis =>
        [new TheoryDataRow<string>("collab"), new TheoryDataRow<string>("pulumi") { Skip = new PulumiCli().Unavailable }];

    protected JiraSandbox Jira { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Jira = await JiraSandbox.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var stack in _stacks)
        {
            stack.Dispose();
        }

        await Jira.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A stack whose program creates one provider that the stand-in Jira accepts.</summary>
    protected async Task<StackFolder> StackAsync(string cli, bool withToken = true, string? program = null)
    {
        var stack = await EmptyStackAsync(cli, program);
        await stack.ConfigAsync("baseUrl", Jira.BaseUrl);
        await stack.ConfigAsync("username", JiraSandbox.User);
        if (withToken)
        {
            await stack.SecretAsync("apiToken", JiraSandbox.Token);
        }

        return stack;
    }

    protected async Task<StackFolder> EmptyStackAsync(string cli, string? program = null, string? plugin = null)
    {
        ICli chosen = cli == "collab" ? new CollabCli() : new PulumiCli();
        Assert.SkipWhen(chosen.Unavailable is not null, chosen.Unavailable ?? "");
        var stack = await StackFolder.CreateAsync(chosen, program ?? Artifacts.TestProgram, plugin: plugin);
        _stacks.Add(stack);
        return stack;
    }

    protected static async Task<CommandResult> SucceedsAsync(Task<CommandResult> command)
    {
        var result = await command;
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }

    /// <summary>The text is in what the command wrote; if not, all of that is shown.</summary>
    protected static void Says(CommandResult result, string text) =>
        Assert.True(result.All.Contains(text, StringComparison.Ordinal), $"not found: {text}\nexit code {result.ExitCode}\n{result.All}");

    protected static async Task<CommandResult> FailsAsync(Task<CommandResult> command)
    {
        var result = await command;
        Assert.True(result.ExitCode != 0, result.All);
        return result;
    }
}
