using System.Text;

namespace HarnessCollab.Common.Tests;

/// <summary>Nothing that a server sends is an exception.</summary>
public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", "\ufffd")]
    [InlineData("""{"a":"\uDC00x"}""", "\ufffdx")]
    [InlineData("""{"a":"\ud83d\ude00"}""", "\ud83d\ude00")]
    [InlineData("""{"a":"\ud800\ud83d\ude00"}""", "\ufffd\ud83d\ude00")]
    [InlineData("""{"a":"\\ud800"}""", "\\ud800")]
    [InlineData("""{"a":"\\\ud800"}""", "\\\ufffd")]
    [InlineData("""{"\ud800":1,"a":"x"}""", "x")]
    public void Half_characters_are_replaced(string json, string text) =>
        Assert.Equal(text, AnswerBody.ParseJson(json)!.Value.GetProperty("a").GetString());

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{")]
    public void What_is_no_JSON_is_none(string text) => Assert.Null(AnswerBody.ParseJson(text));

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-thing")]
    [InlineData("\"utf-8\"")]
    [InlineData("")]
    [InlineData(null)]
    public void A_charset_is_no_obstacle(string? charset) => Assert.Equal("abc", AnswerBody.Decode("\ufeffabc"u8, charset));

    [Fact]
    public void A_known_charset_counts() => Assert.Equal("ü", AnswerBody.Decode(Encoding.Latin1.GetBytes("ü"), "iso-8859-1"));
}
