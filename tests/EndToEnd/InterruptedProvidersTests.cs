using HarnessCollab.EndToEnd.Faults;
using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

/// <summary>
/// Two explicit providers, each a process of its own: one has done its work when Ctrl-C comes, the other is in the middle of a create.
/// </summary>
public sealed class InterruptedProvidersTests : ScenarioTest
{
    public static TheoryData<string, int> Cases => new MatrixTheoryData<string, int>(["collab", "pulumi"], [1, 2]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ctrl_C_between_two_providers_leaves_each_account_to_the_next_up(string cli, int times)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals");
        var stack = await EmptyStackAsync(cli);
        Declare(stack, Provider("one"), Provider("two"), Account("idle", provider: "one"), Account("busy", provider: "two", dependsOn: "idle"));
        // Each answer takes so long that a create has one to wait for when Ctrl-C comes.
        await Jira.SetAsync(new { delay = 700 });
        await using var up = stack.Start("up", "--yes", "--skip-preview");
        await up.SaysAsync("idle created");
        using var patience = TestTimeouts.Source();
        var asked = (await Jira.RequestsAsync()).Count;
        while ((await Jira.RequestsAsync()).Count <= asked)
        {
            await Task.Delay(50, patience.Token);
        }

        for (var time = 0; time < times; time++)
        {
            Processes.Signal(up.Id, Processes.Interrupt);
        }

        var interrupted = await up.WaitAsync();
        var rows = stack.Rows();
        var unsettled = stack.Sql("select count(*) from providers where maker is not null");
        await Jira.SetAsync(new { delay = 0 });
        var next = await SucceedsAsync(stack.UpAsync());

        Assert.NotEqual(0, interrupted.ExitCode);
        Assert.Equal((1L, 0L), (rows, unsettled));
        Assert.DoesNotContain("HC50", next.All, StringComparison.Ordinal);
        await HoldsAsync(stack, ("idle", "idle"), ("busy", "busy"));
    }

    private static object Provider(string name) =>
        new { kind = "provider", name, store = "sqlite:.harnesscollab/store.db", token = JiraSandbox.Token };
}
