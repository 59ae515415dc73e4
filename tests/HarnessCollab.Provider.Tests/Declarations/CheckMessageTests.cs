using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Declarations;

/// <summary>Messages that agree with what the reader sees on the screen.</summary>
public sealed class CheckMessageTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Theory]
    [InlineData("Jire\u0301", "contains the combining mark U+0301: write the letter composed, as one character; only letters")]
    [InlineData("ops\u00a0jira", "contains U+00A0; only letters")]
    [InlineData("ops\u200bjira", "contains U+200B; only letters")]
    [InlineData("ops\u2011jira", "contains '\u2011' (U+2011); only letters")]
    [InlineData("ops!jira", "contains '!'; only letters")]
    [InlineData("ops\ud835\udc00", "(U+1D400); only letters")]
    public async Task The_character_that_a_name_must_not_have_is_named(string name, string words)
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good(name))).Failures);

        Assert.StartsWith("HC1010: ", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(words, failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_composed_letter_is_a_letter() => Assert.Empty((await Plugin.CheckAsync("jira", Sandbox.Good("Jir\u00e9"))).Failures);

    [Theory]
    [InlineData("30/06/2027", "must be a date as YYYY-MM-DD, for example 2027-01-31, not '30/06/2027'.")]
    [InlineData("2027-6-30", "must be a date as YYYY-MM-DD, for example 2027-01-31, not '2027-6-30'.")]
    [InlineData("never", "must be a date as YYYY-MM-DD, for example 2027-01-31, not 'never'.")]
    [InlineData("2026-02-30", "is '2026-02-30', which is not a day of the calendar.")]
    [InlineData("2026-13-01", "is '2026-13-01', which is not a day of the calendar.")]
    public async Task A_date_that_is_none_is_shown(string date, string words)
    {
        var failure = Assert.Single((await Plugin.CheckAsync("jira", Sandbox.Good().With("tokenExpiresAt", PropertyValue.Of(date)))).Failures);

        Assert.Equal($"HC1007: 'tokenExpiresAt' of JiraCollaborationProvider 'jira' {words}", failure.Reason);
        Assert.Equal("tokenExpiresAt", failure.Property);
    }

    [Theory]
    [InlineData("tokenExpiresAt")]
    [InlineData("displayName")]
    [InlineData("description")]
    public async Task What_the_program_marked_secret_is_neither_shown_nor_named(string property)
    {
        var failure = Assert.Single(
            (await Plugin.CheckAsync("jira", Sandbox.Good().With(property, PropertyValue.SecretOf("canary!\u0001")))).Failures);

        Assert.Equal("", failure.Property);
        Assert.DoesNotContain("canary", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_of_functions_name_something_to_stand_in_the_brackets_of_the_engine()
    {
        var both = await Plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Empty);
        var unknown = await Plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Of(("name", PropertyValue.Of("x"))));
        var wrong = await Plugin.InvokeAsync(
            "testJiraConnection",
            Sandbox.Good().Without("displayName").With("apiToken", PropertyValue.SecretOf("a\nb")).With("connectionTest", PropertyValue.Of("x")));

        Assert.Equal("id", Assert.Single(both.Failures).Property);
        Assert.Equal("getJiraCollaborationProviders", Assert.Single(unknown.Failures).Property);
        Assert.Equal(["apiToken", "testJiraConnection"], wrong.Failures.Select(failure => failure.Property).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_text_compared_with_inputs_that_Check_has_not_seen_has_no_difference()
    {
        var inputs = PropertyMap.Of(("name", PropertyValue.Of("shared")), ("value", PropertyValue.SecretOf("token")));
        var created = await Plugin.CreateAsync(
            "text", await Plugin.CheckedAsync("text", inputs, type: PluginProcess.TextType), type: PluginProcess.TextType);

        Assert.Empty((await Plugin.DiffAsync("text", created, inputs, PluginProcess.TextType)).Diffs);
    }
}
