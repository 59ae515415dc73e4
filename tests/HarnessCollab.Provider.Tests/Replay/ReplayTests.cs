using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>
/// The traffic of the real engine: each request decodes and gets an answer of the right shape, and where the recorded provider and we
/// mean the same, the same answer.
/// </summary>
public sealed class ReplayTests : IAsyncLifetime
{
    // The recordings name a real-looking Jira; nothing may be sent there.
    private static readonly Dictionary<string, string?> NoTests = new()
    {
        ["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "off",
        ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off",
        ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off",
    };

    // Why our answer is right where one might doubt it.
    private const string AnotherFolder =
        "the recorded provider looked into a file of another folder; here a scenario has one store, and what is there is found";
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["04-replace/21-target-replace-up Create jira"] = "a forced replacement without deleteBeforeReplace; two accounts of one name cannot be",
        ["15-resource-options/06-change-up Create roc"] =
            "replaceOnChanges without deleteBeforeReplace, and with another user name than the row's; two accounts of one name cannot be",
        ["24-local-path-and-attach/07-main-subdir-refresh Read versioned"] = AnotherFolder,
        ["24-local-path-and-attach/07-main-subdir-refresh Read jira"] = AnotherFolder,
        ["24-local-path-and-attach/12-attach-up Create versioned"] = AnotherFolder,
        ["24-local-path-and-attach/12-attach-up Create jira"] = AnotherFolder,
    };

    private readonly TempFolder _folder = new();
    private readonly List<PluginProcess> _started = [];

    public async ValueTask InitializeAsync() => await StartAsync();

    [Fact]
    public async Task Recorded_traffic_gets_the_same_answers_but_for_the_known_differences()
    {
        var page = new StringWriter { NewLine = "\n" };
        page.WriteLine("# Where our answers differ from the recorded ones\n");
        page.WriteLine("Written by `ReplayTests`; accept changes with `HARNESSCOLLAB_ACCEPT=1`.");
        var compared = 0;
        foreach (var scenario in RecordedCall.Scenarios)
        {
            var replayer = new Replayer(AttachAsync, $"sqlite:{_folder.Combine(scenario, "store.db")}");
            await replayer.PlayAsync(RecordedCall.Of(scenario, _folder.Combine(scenario)));
            compared += replayer.Compared;
            if (replayer.Differences.Count > 0)
            {
                page.WriteLine($"\n## {scenario}\n");
                foreach (var difference in replayer.Differences.Distinct())
                {
                    var reason = Reasons.GetValueOrDefault($"{scenario}/{difference.Split(": ")[0]}");
                    page.WriteLine($"- {difference}{(reason is null ? "" : $" ({reason})")}");
                }
            }
        }

        Assert.True(compared > 1_500, $"only {compared} answers could be compared");
        Assert.Null(Golden.Difference(RecordedCall.Differences, page.ToString()));
        Assert.NotEqual("", await _started[0].VersionAsync());
    }

    [Fact]
    public async Task A_new_process_answers_as_one_that_was_attached_again()
    {
        const string Scenario = "21-legacy-provider";
        var replayer = new Replayer(StartAsync, $"sqlite:{_folder.Combine("fresh", "store.db")}");

        await replayer.PlayAsync(RecordedCall.Of(Scenario, _folder.Path));

        Assert.True(replayer.Compared > 10);
        var known = await File.ReadAllTextAsync(
            Path.Combine(Artifacts.RepositoryRoot, RecordedCall.Differences), TestContext.Current.CancellationToken);
        Assert.All(replayer.Differences, difference => Assert.Contains($"- {difference}\n", known, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _started)
        {
            await plugin.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<PluginProcess> StartAsync()
    {
        var plugin = await PluginProcess.StartAsync(_folder.Path, NoTests, handshake: false);
        _started.Add(plugin);
        return plugin;
    }

    // A new engine instead of a new process: it must make no difference.
    private async Task<PluginProcess> AttachAsync()
    {
        await _started[0].Client.AttachAsync(new PluginAttach { Address = _started[0].Engine.Address }, deadline: PluginProcess.Deadline);
        return _started[0];
    }
}
