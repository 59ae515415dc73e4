using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.EncryptedTexts;

/// <summary>Names of encrypted texts are unique: in a program, and in the store.</summary>
public sealed class EncryptedTextNameTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    [Fact]
    public async Task Two_texts_of_one_program_cannot_have_one_name()
    {
        await Plugin.CheckedAsync("a", Text(), type: Type);

        var failure = Assert.Single((await Plugin.CheckAsync("b", Text(), type: Type)).Failures);

        Assert.StartsWith("HC1023", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("EncryptedText 'a'", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clash_of_names_that_are_secret_does_not_show_them()
    {
        var secret = Text().With("name", PropertyValue.SecretOf("canary-name"));
        await Plugin.CheckedAsync("a", secret, type: Type);

        var failure = Assert.Single((await Plugin.CheckAsync("b", secret, type: Type)).Failures);

        Assert.Equal("", failure.Property);
        Assert.DoesNotContain("canary-name", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_is_not_given_up_while_a_provider_of_the_program_refers_to_it(bool textFirst)
    {
        Task<CheckResponse> CheckTextAsync() => Plugin.CheckAsync("token", Text("new"), Text("old"), Type);
        Task<CheckResponse> CheckProviderAsync() => Plugin.CheckAsync("jira", Referring("old"));

        var first = await (textFirst ? CheckTextAsync() : CheckProviderAsync());
        var failure = Assert.Single((await (textFirst ? CheckProviderAsync() : CheckTextAsync())).Failures);

        Assert.Empty(first.Failures);
        Assert.StartsWith("HC1028", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(textFirst ? "EncryptedText 'token'" : "JiraCollaborationProvider 'jira'", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_another_text_takes_over_can_be_referred_to()
    {
        await Plugin.CheckAsync("token", Text("old-token"), Text("jira-token"), Type);
        await Plugin.CheckAsync("successor", Text("jira-token"), type: Type);

        Assert.Empty((await Plugin.CheckAsync("jira", Referring("jira-token"))).Failures);
    }

    [Fact]
    public async Task The_name_of_an_accounts_own_text_is_taken_and_offers_no_import()
    {
        await CreatedAsync();
        var owned = Sql("select name from encrypted_texts") as string;
        var next = await StartAsync();

        var told = (await FailsAsync(next.CreateAsync("mine", await next.CheckedAsync("mine", Text(owned!), type: Type), type: Type))).Status.Detail;

        Assert.StartsWith("HC5013", told, StringComparison.Ordinal);
        Assert.DoesNotContain("import", told, StringComparison.Ordinal);
        Assert.EndsWith("no other resource can have it: choose another name.", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_is_taken_is_a_conflict_that_names_the_holder_and_how_to_import_it(bool preview)
    {
        var held = await TextCreatedAsync("first");
        var other = await StartAsync();

        var error = await FailsAsync(other.Client.CreateAsync(
            new CreateRequest
            {
                Urn = $"urn:pulumi:prod::tests::{Type}::mine", Type = Type, Properties = PropertyEncoder.Encode(held.Inputs), Preview = preview,
            },
            deadline: PluginProcess.Deadline).ResponseAsync);

        Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
        Assert.StartsWith("HC5013", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains($"pulumi import {Type} mine {held.Id}", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_name_is_refused_for_a_rename_too()
    {
        await TextCreatedAsync("a", Text("alpha"));
        var b = await TextCreatedAsync("b", Text("beta"));
        var next = await StartAsync();

        var error = await FailsAsync(UpdatedAsync("b", b, Text("alpha"), plugin: next, type: Type));

        Assert.StartsWith("HC5013", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("If a has been removed from the program, remove it in a run of its own first", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(["alpha", "beta"], EncryptedTextNames());
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_taken_up_under_a_new_id_and_its_users_follow()
    {
        var lost = await TextCreatedAsync();
        await CreatedAsync(inputs: Referring(lost.Id));
        var next = await StartAsync();

        var created = await TextCreatedAsync(plugin: next);
        await next.DeleteAsync("token", lost, Type);

        Assert.NotEqual(lost.Id, created.Id);
        Assert.Equal(["jira-token"], EncryptedTextNames());
        Assert.Contains(Warnings("token", next), message => message.StartsWith("HC5014", StringComparison.Ordinal));
        Assert.StartsWith("HC3009", (await FailsAsync(next.DeleteAsync("token", created, Type))).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_that_wants_another_value_does_not_take_up_a_text()
    {
        await TextCreatedAsync();
        var next = await StartAsync();

        var error = await FailsAsync(TextCreatedAsync(inputs: Text(value: "other"), plugin: next));

        Assert.StartsWith("HC5013", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(["jira-token"], EncryptedTextNames());
    }
}
