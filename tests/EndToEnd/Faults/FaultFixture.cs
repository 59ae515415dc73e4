using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd.Faults;

/// <summary>The stand-in Jira, and stacks in a certain state that are made once for all tests of a class and copied for each.</summary>
public sealed class FaultFixture : IAsyncLifetime
{
    private readonly Dictionary<(string Cli, string Name), StackFolder> _prepared = [];

    public JiraSandbox Jira { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Jira = await JiraSandbox.StartAsync();

    /// <summary>A stack whose next <c>up</c> creates one provider.</summary>
    public Task<FaultyStack> StackAsync(string cli) => StackAsync(cli, "", _ => Task.CompletedTask);

    /// <summary>A stack whose provider is created already.</summary>
    public Task<FaultyStack> CreatedStackAsync(string cli) => StackAsync(cli, "created", stack => stack.MustAsync("up", "--yes", "--skip-preview"));

    /// <summary>A stack to which <paramref name="prepare"/> has been done.</summary>
    public async Task<FaultyStack> StackAsync(string cli, string name, Func<StackFolder, Task> prepare)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals and /proc");
        ICli chosen = cli == "collab" ? new CollabCli() : new PulumiCli();
        Assert.SkipWhen(chosen.Unavailable is not null, chosen.Unavailable ?? "");
        if (!_prepared.TryGetValue((cli, name), out var folder))
        {
            _prepared[(cli, name)] =
                folder = await StackFolder.CreateAsync(chosen, Artifacts.TestProgram, plugin: Path.GetDirectoryName(Artifacts.FaultPlugin));
            folder.Environment["FAULT_PLUGIN"] = Artifacts.Plugin;
            await folder.ConfigAsync("baseUrl", Jira.BaseUrl);
            await folder.ConfigAsync("username", JiraSandbox.User);
            await folder.SecretAsync("apiToken", JiraSandbox.Token);
            await prepare(folder);
        }

        return new FaultyStack(cli, folder.Copy());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in _prepared.Values)
        {
            folder.Dispose();
        }

        await Jira.DisposeAsync();
    }
}
