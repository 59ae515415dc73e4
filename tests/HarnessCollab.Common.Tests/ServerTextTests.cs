using System.Text.RegularExpressions;

namespace HarnessCollab.Common.Tests;

/// <summary>What others wrote is made harmless before it reaches a terminal or a CI log.</summary>
public sealed class ServerTextTests
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

            Assert.DoesNotContain("::", Regex.Replace(clean, @"\[[a:]+\]", "[]"), StringComparison.Ordinal);
            Assert.False(clean.StartsWith("::", StringComparison.Ordinal));
            Assert.DoesNotContain("##", clean, StringComparison.Ordinal);
            Assert.DoesNotContain(clean, char.IsControl);
        }
    }

    [Theory]
    [InlineData("http://[::1]:8080/jira", "http://[::1]:8080/jira")]
    [InlineData("http://[fd00::a9fe:1]", "http://[fd00::a9fe:1]")]
    [InlineData("[::add-mask::]", "[:add-mask:]")]
    [InlineData("[::1", "[:1")]
    [InlineData("##[::1]", "#[::1]")]
    [InlineData("for urn:pulumi:dev::shop::a:b:C::name ::x::", "for urn:pulumi:dev::shop::a:b:C::name :x:")]
    [InlineData("urn:pulumi:##vso[x]", "urn:pulumi:#vso[x]")]
    public void Colons_of_addresses_and_URNs_stay(string text, string clean) => Assert.Equal(clean, ServerText.Clean(text));

    [Theory]
    [InlineData("::error::x\u202e\n##vso[task]", ":error:x #vso[task]")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_line_is_one_line(string? text, string clean) => Assert.Equal(clean, ServerText.Line(text));

    [Fact]
    public void A_line_is_not_cut() => Assert.Equal(5000, ServerText.Line(new string('x', 5000)).Length);

    [Fact]
    public void Lines_keep_their_breaks_and_their_indentation() =>
        Assert.Equal(
            "usage:\n  doctor --json\n  :add-mask:x\n#[error]", ServerText.Lines("usage:\n  doctor  --json\u001b[2J\n  ::add-mask::x\r\n##[error]"));
}
