using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>Whatever a server sends, it ends in a finding; and a refusal is one whatever its body is.</summary>
public sealed class OddAnswerTests
{
    private const string Refused = "X-Seraph-LoginReason: AUTHENTICATED_FAILED";

    private static readonly byte[] Junk = [.. Enumerable.Repeat((byte)0xff, 64)];

    private static readonly Dictionary<string, Reply> Refusals = new()
    {
        ["a charset that the platform refuses"] = Reply.Of(401, "text/html; charset=utf-7", "no"u8.ToArray(), Refused),
        ["a charset that nobody knows"] = Reply.Of(401, "text/html; charset=\"no such\"", "no"u8.ToArray(), Refused),
        ["brotli that is none"] = Reply.Of(401, "application/json", Junk, Refused, "Content-Encoding: br"),
        ["gzip that is none"] = Reply.Of(401, "application/json", Junk, Refused, "Content-Encoding: gzip"),
        ["deflate that is none"] = Reply.Of(401, "application/json", Junk, Refused, "Content-Encoding: deflate"),
        ["a body that breaks off"] = Reply.Raw(
            $"HTTP/1.1 401 x\r\n{Refused}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"mess"),
        ["chunks that are none"] = Reply.Raw(
            $"HTTP/1.1 401 x\r\n{Refused}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        ["half a character"] = Reply.Json(401, """{"message":"\ud800"}""", Refused),
        ["half a character in a list"] = Reply.Json(401, """{"errorMessages":["\udfff x"]}""", Refused),
        ["half a character as a name"] = Reply.Json(401, """{"\ud800":1,"errors":{"\ud800":"x"}}""", Refused),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => Refusals.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refusal_is_remembered_whatever_its_body(string name)
    {
        using var folder = new TemporaryFolder();
        await using var server = Script.Server.OnMyself(Refusals[name]).Start();
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);

        (await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("memory")))).ShouldHold("HC4313");
        await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("memory")));

        Assert.Single(server.SignedIn);
    }

    [Theory]
    [InlineData("""{"version":"\ud800","deploymentType":"Server"}""")]
    [InlineData("""{"\udc00":"\ud800","version":"10.3.19\ud83d","serverTitle":"\udead","deploymentType":"Server"}""")]
    public async Task Half_characters_in_serverInfo_do_no_harm(string body)
    {
        await using var server = Script.Server.OnServerInfo(Reply.Json(200, body)).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_success_that_cannot_be_unpacked_is_inconclusive(string encoding)
    {
        await using var server = Script.Server.OnMyself(Reply.Of(200, "application/json", Junk, $"Content-Encoding: {encoding}")).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Inconclusive, "HC4117");
    }
}
