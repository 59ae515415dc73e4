using System.Text.Json;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>Commands that the Pulumi CLI makes from the schema, with no program and no state; it has had them for a short time.</summary>
public sealed class WithoutProgramTests : CliTest
{
    private static readonly Version Oldest = new(3, 276, 0);

    [Fact]
    public async Task An_account_is_made_listed_patched_and_deleted_without_a_program()
    {
        var stack = await NewEnoughAsync();
        var create = $"create --display-name ops --base-url {Jira.BaseUrl} --username {JiraSandbox.User} --api-token {JiraSandbox.Token} --yes";

        await SucceedsAsync(DoAsync(stack, create));
        var again = await FailsAsync(DoAsync(stack, create));
        var listed = Listed(await SucceedsAsync(DoAsync(stack, "list --all --display-name-prefix op")));
        var id = listed[0].GetProperty("id").GetString();
        await SucceedsAsync(DoAsync(stack, $"patch {id} --description patched --yes"));
        var patched = stack.Sql("select description from providers");
        await SucceedsAsync(DoAsync(stack, $"delete {id} --yes"));

        Says(again, "HC5003");
        Says(again, ", by hand");
        Assert.Equal("ops", Assert.Single(listed).GetProperty("name").GetString());
        Assert.Equal("patched", patched);
        Assert.Equal(0, stack.Rows());
        Assert.Empty(Listed(await SucceedsAsync(DoAsync(stack, "list"))));
    }

    private async Task<StackFolder> NewEnoughAsync()
    {
        var stack = await EmptyStackAsync("pulumi");
        stack.Environment["HARNESSCOLLAB_STORE"] = $"sqlite:{stack.StorePath}";
        var said = (await stack.ScriptAsync("pulumi version", new Dictionary<string, string?>())).Output.Trim();
        Assert.SkipUnless(
            Version.TryParse(said.TrimStart('v').Split('-')[0], out var version) && version >= Oldest,
            $"needs the Pulumi CLI {Oldest}, and this one is {said}");
        return stack;
    }

    private static Task<CommandResult> DoAsync(StackFolder stack, string what) => stack.ScriptAsync(
        $"pulumi do --package '{Artifacts.Plugin}' --stateless harnesscollab:JiraCollaborationProvider {what}", new Dictionary<string, string?>());

    private static JsonElement[] Listed(CommandResult result) => JsonSerializer.Deserialize<JsonElement[]>(result.Output)!;
}
