using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Ownership;

/// <summary>
/// The calls of <c>pulumi do</c>, in the orders in which CLI 3.276 makes them: no program and no state, and a URN that is the same for everybody, so
/// that it says nothing of whose a row is.
/// </summary>
public sealed class WithoutProgramTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private const string Name = "JiraCollaborationProvider";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_create_of_a_name_is_refused_and_takes_nothing_over(bool endsInOrder)
    {
        var first = await ByHandAsync();
        var (account, text) = (await CreatedByAsync(first), await CreatedByAsync(first, Text(), Type));
        if (endsInOrder)
        {
            await first.CancelAsync();
        }

        var second = await ByHandAsync();
        var refused = (await FailsAsync(CreatedByAsync(second))).Status.Detail;
        var planned = (await FailsAsync(second.CreateAsync(Name, await second.CheckedAsync(Name, Sandbox.Good()), preview: true))).Status.Detail;
        var refusedText = (await FailsAsync(CreatedByAsync(second, Text(), Type))).Status.Detail;

        Assert.Equal(refused, planned);
        Assert.StartsWith("HC5003", refused, StringComparison.Ordinal);
        Assert.Matches($"{account.Id}, last written by .* on .*, by hand at ", refused);
        Assert.EndsWith($"Choose another display name, or change that one: patch {account.Id}.", refused, StringComparison.Ordinal);
        Assert.StartsWith("HC5013", refusedText, StringComparison.Ordinal);
        Assert.Equal(account.Id, Sql("select id from providers"));
        Assert.Equal(text.Id, Sql("select id from encrypted_texts where name = 'jira-token'"));
    }

    [Fact]
    public async Task What_is_made_by_hand_bears_nobodys_name_that_a_stack_could_have()
    {
        await CreatedByAsync(await ByHandAsync());
        var stack = await StartAsync();
        stack.Project = "default";

        var refused = (await FailsAsync(CreatedByAsync(stack))).Status.Detail;

        Assert.Equal("", Sql("select owner from providers"));
        Assert.Equal(0L, Sql("select count(*) from journal where urn is not null"));
        Assert.StartsWith("HC5003", refused, StringComparison.Ordinal);
        Assert.Contains(", by hand at ", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("'default'", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_the_stack_whose_name_the_URN_bears_is_not_taken_over_either()
    {
        Plugin.Project = "default";
        await CreatedByAsync(Plugin);

        var refused = (await FailsAsync(CreatedByAsync(await ByHandAsync()))).Status.Detail;

        Assert.StartsWith("HC5003", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("this very resource", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PluginProcess.ResourceType)]
    [InlineData(Type)]
    public async Task A_patch_without_a_credential_keeps_the_stored_one(string type)
    {
        var (name, changed, value) = type == Type ? ("EncryptedText", "name", "another name") : (Name, "description", "by hand");
        var first = await ByHandAsync();
        var id = (await CreatedByAsync(first, type == Type ? Text() : null, type)).Id;
        await first.CancelAsync();
        var marks = Sql("select mark from encrypted_texts");
        var patch = await ByHandAsync();

        var read = await ReadByHandAsync(patch, name, id, type);
        var news = await patch.CheckedAsync(name, read.Inputs.With(changed, PropertyValue.Of(value)), read.Inputs, type);
        var diff = await patch.DiffAsync(name, read, news, type);
        await patch.UpdateAsync(name, read, news, type: type);

        Assert.Equal([changed], diff.Diffs);
        Assert.Equal(value, (await ReadByHandAsync(await ByHandAsync(), name, id, type)).Inputs[changed].AsString());
        Assert.Equal(marks, Sql("select mark from encrypted_texts"));
        Assert.Equal("", Sql("select owner from encrypted_texts"));
    }

    [Fact]
    public async Task A_delete_by_hand_says_which_stack_wrote_it_last()
    {
        var account = await CreatedAsync();
        await Plugin.CancelAsync();
        var hand = await ByHandAsync();

        await hand.DeleteAsync(Name, await ReadByHandAsync(hand, Name, account.Id, PluginProcess.ResourceType));

        Assert.Equal(0, Rows());
        var warning = Assert.Single(Warnings(Name, hand, PluginProcess.ResourceType));
        Assert.StartsWith("HC5015", warning, StringComparison.Ordinal);
        Assert.Contains("If stack 'dev' of project 'tests' still has it, its next refresh finds it deleted.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_made_by_hand_is_deleted_by_hand_without_a_word()
    {
        var account = await CreatedByAsync(await ByHandAsync());
        var hand = await ByHandAsync();

        await hand.DeleteAsync(Name, await ReadByHandAsync(hand, Name, account.Id, PluginProcess.ResourceType));

        Assert.Equal(0, Rows());
        Assert.Empty(Warnings(Name, hand, PluginProcess.ResourceType));
    }

    [Fact]
    public async Task A_stack_deletes_its_account_that_was_patched_by_hand_and_says_by_whom()
    {
        var account = await CreatedAsync();
        await Plugin.CancelAsync();
        var hand = await ByHandAsync();
        var read = await ReadByHandAsync(hand, Name, account.Id, PluginProcess.ResourceType);
        await hand.UpdateAsync(
            Name, read, await hand.CheckedAsync(Name, read.Inputs.With("description", PropertyValue.Of("x")), read.Inputs));
        var destroy = await StartAsync();

        await destroy.DeleteAsync("jira", account);

        Assert.Equal(0, Rows());
        Assert.Matches(
            "^HC5015: .* was deleted although someone else wrote it last: .*, by hand at ",
            Assert.Single(Warnings("jira", destroy, PluginProcess.ResourceType)));
    }

    [Fact]
    public async Task The_store_of_the_nearest_project_is_used_whatever_its_name()
    {
        var hand = await ByHandAsync();
        await CreatedByAsync(hand);

        Assert.Equal(1, Rows());
        Assert.Empty(hand.Engine.Messages(PluginProcess.ProviderByHand, LogSeverity.Info));
    }

    private async Task<PluginProcess> ByHandAsync(PropertyMap? settings = null)
    {
        var plugin = await StartAsync(settings, urn: PluginProcess.ProviderByHand);
        plugin.Project = "default";
        return plugin;
    }

    [Fact]
    public async Task A_list_is_whole_in_one_call_and_one_of_so_many_is_asked_for_until_there_are_enough()
    {
        foreach (var name in new[] { "ops-a", "ops-b", "ops-c" })
        {
            await CreatedAsync(name, Sandbox.Good(name));
        }

        var hand = await ByHandAsync();
        var all = await hand.ListAsync(PluginProcess.ResourceType);
        var two = await hand.ListAsync(PluginProcess.ResourceType, limit: 2);
        var rest = await hand.ListAsync(PluginProcess.ResourceType, limit: 1, token: two[^1].Continuation.ContinuationToken);

        Assert.Equal(3, all.Count(answer => answer.Result is not null));
        Assert.Equal(all, two.SkipLast(1).Concat(rest));
    }

    [Fact]
    public async Task Settings_that_the_store_refuses_are_not_taken_for_those_of_a_last_up()
    {
        await CreatedByAsync(await ByHandAsync(Key(1)));

        var refused = (await FailsAsync(CreatedByAsync(await ByHandAsync(Key(2)), Sandbox.Good("other")))).Status.Detail;

        Assert.StartsWith("HC3020", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("last up", refused, StringComparison.Ordinal);

        static PropertyMap Key(byte number) =>
            PropertyMap.Of(("storeKey", PropertyValue.SecretOf(Convert.ToBase64String(Enumerable.Repeat(number, 32).ToArray()))));
    }

    // The name is the last part of the type.
    private async Task<Known> CreatedByAsync(PluginProcess plugin, PropertyMap? inputs = null, string type = PluginProcess.ResourceType)
    {
        var name = type.Split(':')[^1];
        return await plugin.CreateAsync(name, await plugin.CheckedAsync(name, inputs ?? Sandbox.Good(), type: type), type: type);
    }

    // No inputs, and properties that are there and empty.
    private static async Task<Known> ReadByHandAsync(PluginProcess plugin, string name, string id, string type)
    {
        var read = await plugin.Client.ReadAsync(
            new ReadRequest { Id = id, Urn = plugin.UrnOf(name, type), Name = name, Type = type, Properties = new() },
            deadline: PluginProcess.Deadline);
        return new(read.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
    }
}
