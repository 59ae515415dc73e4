using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>The SDK of a release says where its plugin is to be had, that of a clone does not: a stack goes from one to the other.</summary>
public sealed class PluginAddressTests : ScenarioTest
{
    private const string Address = "github://api.github.com/someone/some-provider";

    public static TheoryData<string, string> Ways => new MatrixTheoryData<string, string>(["collab", "pulumi"], ["collab", "pulumi"]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_stack_moves_to_the_address_and_back_without_a_change(string first, string second)
    {
        ICli other = second == "collab" ? new CollabCli() : new PulumiCli();
        Assert.SkipWhen(other.Unavailable is not null, other.Unavailable ?? "");
        var before = await UpWithAsync(first, Account("jira", "ops"));
        var (id, provider) = (before.State.Id("jira"), DefaultProvider(before));
        var after = before.On(other);

        Declare(after, Account("jira", "ops", address: Address));
        await SucceedsAsync(after.UpAsync("--expect-no-changes"));
        Assert.Equal($"{provider}_github_/api.github.com/someone/some-provider", DefaultProvider(after));

        Declare(before, Account("jira", "ops"));
        await SucceedsAsync(before.UpAsync("--expect-no-changes"));
        Assert.Equal((id, provider), (before.State.Id("jira"), DefaultProvider(before)));
    }

    // urn:…::pulumi:providers:harnesscollab::NAME::ID
    private static string DefaultProvider(StackFolder stack) => stack.State.Entry("jira").GetProperty("provider").GetString()!.Split("::")[^2];
}
