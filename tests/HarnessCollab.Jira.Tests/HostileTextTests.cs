using System.Text;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>What a server says is made harmless before it reaches a terminal or a CI log.</summary>
public sealed class HostileTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007x", "x")]
    [InlineData("\u001b]8;;http://evil\u001b\\link", "link")]
    [InlineData("\u009b2Jx", "x")]
    [InlineData("a\r\nb\tc\0d\u0008e", "a b cde")]
    [InlineData("::add-mask::secret", ":add-mask:secret")]
    [InlineData("\n::error file=x::boom", ":error file=x:boom")]
    [InlineData(":\u0001:set-output::x", ":set-output:x")]
    [InlineData("##[error]x", "#[error]x")]
    [InlineData("##vso[task.setvariable]x", "#vso[task.setvariable]x")]
    [InlineData("##teamcity[x]", "#teamcity[x]")]
    [InlineData("\u202egnp.exe", "gnp.exe")]
    [InlineData("", "")]
    public void Text_is_cleaned(string text, string clean) => Assert.Equal(clean, ServerText.Clean(text));

    // Not as inline data: an attribute cannot hold half a character.
    [Fact]
    public void Half_a_character_is_dropped() => Assert.Equal("broken", ServerText.Clean("\ud800bro\udc00ken"));

    [Fact]
    public void Long_text_is_cut_between_whole_characters()
    {
        var clean = ServerText.Clean(string.Concat(Enumerable.Repeat("🙂", 1000)));

        Assert.True(clean.Length <= 80);
        Assert.EndsWith("🙂…", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the secret is hunter2!", "the secret is [secret]!")]
    [InlineData("hun\u001b[1mter2", "[secret]")]
    [InlineData("hun\u200bter2", "[secret]")]
    public void A_secret_is_taken_out_even_when_it_is_dressed_up(string text, string clean) => Assert.Equal(clean, ServerText.Clean(text, "hunter2"));

    [Fact]
    public void Nothing_dangerous_is_left_of_random_bytes()
    {
        var random = new Random(7);
        const string Alphabet = "a:#[]\u001b\u009b\u0007\\;m\n\r\0 \u202e::##";
        for (var i = 0; i < 20_000; i++)
        {
            var clean = ServerText.Clean(new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]));

            Assert.DoesNotContain("::", clean, StringComparison.Ordinal);
            Assert.DoesNotContain("##", clean, StringComparison.Ordinal);
            Assert.DoesNotContain(clean, char.IsControl);
        }
    }

    [Fact]
    public async Task A_title_of_a_hostile_server_reaches_neither_finding_nor_report_as_it_is()
    {
        const string Title = "\u001b[2J::add-mask::x\n##[error]boom";
        await using var page = Script.Server.OnServerInfo(Reply.Html(200, Title + new string('x', 100_000))).Start();
        await using var jira = Script.Server.OnServerInfo(
            Reply.Json(200, """{"version":"1\u001b[2J","baseUrl":"http://x","serverTitle":"\u001b[2J::add-mask::x\n##[error]boom"}""")).Start();

        var finding = (await Testers.TestAsync(Testers.Settings(page.Url, "bot"))).ShouldHold("HC4208");
        var report = await Testers.TestAsync(Testers.Settings(jira.Url, "bot", kind: JiraCredentialKind.Password));

        Assert.Contains("\":add-mask:x #[error]boomxxx", finding.Message, StringComparison.Ordinal);
        Assert.True(finding.ToText().Length < 300);
        Assert.Equal(":add-mask:x #[error]boom", report.ServerTitle);
        Assert.Equal("1", report.Version);
    }

    [Fact]
    public async Task A_server_that_echoes_the_credential_does_not_get_it_into_a_finding()
    {
        const string Secret = "correct horse+battery/staple";
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"bot:{Secret}"));
        foreach (var echo in new[] { Secret, basic, Uri.EscapeDataString(Secret) })
        {
            await using var server = Script.Server.OnMyself(Reply.Json(403, $$"""{"message":"you sent {{echo}}"}""", $"X-Authentication-Denied-Reason: {echo}")).Start();

            var report = await Testers.TestAsync(Testers.Settings(server.Url, "bot", Secret, JiraCredentialKind.Password));

            Assert.DoesNotContain(report.Findings, finding => finding.ToText().Contains(echo, StringComparison.Ordinal));
            Assert.Contains("[secret]", report.ShouldHold("HC4301").Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Types_that_hold_a_secret_do_not_print_it()
    {
        var settings = Testers.Settings("https://jira.example.com", token: "hunter2");

        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", settings.Credential!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new Signal { Stage = TestStage.Reach, Settings = settings }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMg", new JiraRequest(settings.BaseUrl) { Authorization = settings.Credential.ToHeader("") }.ToString(), StringComparison.Ordinal);
    }
}
