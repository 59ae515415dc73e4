using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources;

public sealed class StoredResourceTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_display_name_that_is_taken_is_a_conflict_that_names_the_holder_and_how_to_import_it(bool preview)
    {
        var held = await CreatedAsync("first");
        var other = await StartAsync();

        var error = await FailsAsync(other.Client.CreateAsync(
            new CreateRequest
            {
                Urn = "urn:pulumi:prod::tests::harnesscollab:index:JiraCollaborationProvider::mine", Type = PluginProcess.ResourceType,
                Properties = PropertyEncoder.Encode(held.Inputs), Preview = preview,
            },
            deadline: PluginProcess.Deadline).ResponseAsync);

        Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
        Assert.StartsWith("HC5003", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(PluginProcess.Urn("first"), error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains($"pulumi import harnesscollab:index:JiraCollaborationProvider mine {held.Id}", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_renamed_resource_of_the_same_stack_is_told_of_aliases()
    {
        await CreatedAsync("first");
        var other = await StartAsync();

        var error = await FailsAsync(other.CreateAsync("second", await other.CheckedAsync("second", Sandbox.Good())));

        Assert.Contains("alias of the old one (first)", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_taken_up_under_a_new_id()
    {
        var lost = await CreatedAsync();
        var next = await StartAsync();

        var created = await next.CreateAsync("jira", await next.CheckedAsync("jira", Sandbox.Good()));
        await next.DeleteAsync("jira", lost);

        Assert.NotEqual(lost.Id, created.Id);
        Assert.Equal(1, Rows());
        Assert.Contains(
            next.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning), message => message.StartsWith("HC5014", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_create_that_wants_something_else_does_not_take_up_a_row()
    {
        await CreatedAsync();
        var next = await StartAsync();

        var error = await FailsAsync(
            next.CreateAsync("jira", await next.CheckedAsync("jira", Sandbox.Good().With("description", PropertyValue.Of("other")))));

        Assert.StartsWith("HC5003", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_missing_store_file_is_an_error_for_every_verb_and_is_not_made()
    {
        var created = await CreatedAsync();
        var next = await StartAsync();
        foreach (var file in Directory.GetFiles(Folder.Combine(".harnesscollab"), "store.db*"))
        {
            File.Delete(file);
        }

        foreach (var call in Verbs(next, created))
        {
            Assert.StartsWith("HC5005", (await FailsAsync(call())).Status.Detail, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(StorePath));
    }

    [Fact]
    public async Task A_row_that_is_gone_reads_as_gone_and_cannot_be_updated()
    {
        var created = await CreatedAsync();
        await (await StartAsync()).DeleteAsync("jira", created);

        var read = await Plugin.ReadAsync("jira", created);
        var error = await FailsAsync(Plugin.UpdateAsync("jira", created, created.Inputs));

        Assert.Equal("", read.Id);
        Assert.Null(read.Properties);
        Assert.StartsWith("HC5006", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_edited_elsewhere_is_read_and_its_author_mentioned()
    {
        var created = await CreatedAsync();
        var other = await StartAsync();
        await other.UpdateAsync("jira", created, created.Inputs.With("description", PropertyValue.Of("edited")));

        var read = await Plugin.ReadAsync("jira", created);

        Assert.Equal("edited", read.Inputs.Fields["description"].StringValue);
        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.StartsWith("HC5019: 'description' changed in the store.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_takes_the_id_and_answers_a_display_name_with_it()
    {
        var created = await CreatedAsync();
        var next = await StartAsync();

        var imported = await next.ImportAsync("jira", created.Id);
        var error = await FailsAsync(next.ImportAsync("jira", "ops-jira"));

        Assert.Equal(created.Id, imported.Id);
        Assert.False(imported.Inputs.Fields.ContainsKey("apiToken"));
        Assert.StartsWith("HC5007", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(created.Id, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("", (await next.ImportAsync("jira", "nothing")).Id);
    }

    [Fact]
    public async Task What_was_imported_in_this_run_is_not_deleted()
    {
        var created = await CreatedAsync();
        var next = await StartAsync();
        await next.ImportAsync("jira", created.Id);
        await next.CheckedAsync("jira", created.Inputs);

        await next.DeleteAsync("jira", created);

        Assert.Equal(1, Rows());
        Assert.Contains(
            next.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning), message => message.StartsWith("HC5016", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_before_replace_tests_the_successor_first()
    {
        var created = await CreatedAsync();
        var next = await StartAsync();
        var news = await next.CheckedAsync("jira", created.Inputs.With("apiToken", PropertyValue.SecretOf("wrong")), created.Inputs);
        var diff = await next.DiffAsync("jira", created, news);

        var error = await FailsAsync(next.DeleteAsync("jira", created));

        Assert.True(diff.DeleteBeforeReplace);
        Assert.StartsWith("HC4310: ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    private static IEnumerable<Func<Task>> Verbs(PluginProcess plugin, Known created) =>
    [
        () => plugin.DiffAsync("jira", created, created.Inputs),
        () => plugin.ReadAsync("jira", created),
        () => plugin.UpdateAsync("jira", created, created.Inputs),
        () => plugin.DeleteAsync("jira", created),
    ];
}
