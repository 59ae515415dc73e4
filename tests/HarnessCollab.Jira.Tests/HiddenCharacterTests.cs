using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>Characters that nobody sees are found before anything is sent.</summary>
public sealed class HiddenCharacterTests
{
    [Theory]
    [InlineData("token\u200b")]
    [InlineData("\ufefftoken")]
    [InlineData("to\u00a0ken")]
    [InlineData("to ken")]
    [InlineData("tok\u0435n")]
    [InlineData("token\u00ad")]
    [InlineData("to\u2060ken")]
    [InlineData("token\U000E0020")]
    [InlineData("to\u2011ken")]
    [InlineData("token\u180e")]
    [InlineData("token\U000E0001")]
    [InlineData("token\ufe0f")]
    [InlineData("to\ufffdken")]
    public async Task A_token_is_visible_ASCII_or_is_not_sent(string token)
    {
        await NotSentAsync(CredentialKind.ApiToken, "bot", token, "HC4340");
        await NotSentAsync(CredentialKind.PersonalAccessToken, null, token, "HC4340");
    }

    [Theory]
    [InlineData("secret\u200b")]
    [InlineData("\u200bsecret")]
    [InlineData("\u2060secret")]
    [InlineData("secret\u00ad")]
    [InlineData("sec\ufeffret")]
    [InlineData("sec\u2028ret")]
    [InlineData("secret\u3164")]
    [InlineData("\u180esecret")]
    [InlineData("secret\U000E0001")]
    [InlineData("sec\ufffdret")]
    public async Task A_password_with_something_hidden_at_an_end_is_not_sent(string password) =>
        await NotSentAsync(CredentialKind.Password, "bot", password, "HC4340");

    [Theory]
    [InlineData("secret ")]
    [InlineData("secret\u00a0")]
    [InlineData("sec\nret")]
    [InlineData("sec\u0085ret")]
    public async Task White_space_at_an_end_and_line_breaks_stay_what_they_were(string password) =>
        await NotSentAsync(CredentialKind.Password, "bot", password, "HC4004");

    [Theory]
    [InlineData("sec\u00a0ret")]
    [InlineData("sec\u200bret")]
    [InlineData("sec\u202fret")]
    [InlineData("sec\u200dret")]
    [InlineData("sec\ufe0fret")]
    [InlineData("secret\u2764\ufe0f")]
    [InlineData("secret\U000E0100")]
    public async Task Something_hidden_inside_a_password_is_sent_with_a_warning(string password)
    {
        await using var server = Script.Server.Start();
        var report = await Testers.TestAsync(Testers.Settings(server.Url, "bot", password, CredentialKind.Password));

        report.ShouldBe(Verdict.Passed, "HC4341");
        Assert.Contains(
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"bot:{password}")),
            server.SignedIn[0].Authorization!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pass word")]
    [InlineData("pässwörd")]
    [InlineData("пароль")]
    public async Task Visible_characters_and_spaces_are_a_passwords_own_business(string password)
    {
        await using var server = Script.Server.Start();
        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", password, CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Theory]
    [InlineData("bot\u200b")]
    [InlineData("\ufeffbot")]
    [InlineData("bo\u00a0t")]
    [InlineData("bot\u2028")]
    [InlineData("bot\ufe0f")]
    [InlineData("b\ufffdt")]
    public async Task A_user_name_with_something_hidden_is_not_sent(string user) =>
        await NotSentAsync(CredentialKind.Password, user, "secret", "HC4342");

    [Fact]
    public async Task The_message_names_the_character_and_where_it_stands_but_no_visible_one()
    {
        await using var server = Script.Server.Start();
        var hidden = await Testers.TestAsync(Testers.Settings(server.Url, "bot", "token\u200b"));
        var visible = await Testers.TestAsync(Testers.Settings(server.Url, "bot", "tok\u0435n"));

        Assert.Contains("U+200B (zero width space) at its end", hidden.ShouldHold("HC4340").Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0435", visible.ShouldHold("HC4340").Message, StringComparison.Ordinal);
    }

    private static async Task NotSentAsync(CredentialKind kind, string? user, string secret, string code)
    {
        await using var server = Script.Server.Start();
        var report = await Testers.TestAsync(Testers.Settings(server.Url, user, secret, kind));

        report.ShouldBe(Verdict.Failed, code);
        Assert.Empty(server.SignedIn);
    }
}
