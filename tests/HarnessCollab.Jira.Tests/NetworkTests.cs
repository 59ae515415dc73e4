using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;

namespace HarnessCollab.Jira.Tests;

/// <summary>Networks as companies have them, and servers that are odd but right.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task A_private_authority_is_trusted_when_it_is_named()
    {
        await using var server = new WireServer(Answer) { Certificate = _ => Certificates.For("127.0.0.1") };

        var report = await Testers.TestAsync(
            Testers.Settings($"https://127.0.0.1:{server.Port}", "bot", kind: CredentialKind.Password),
            Testers.Direct(authorities: Certificates.Authorities));

        report.ShouldBe(Verdict.Passed);

        Reply Answer(Received request) => request.Path.EndsWith("serverInfo", StringComparison.Ordinal)
            ? Reply.Json(200, Script.ServerInfo.Replace("SELF", $"https://{request.Host}", StringComparison.Ordinal))
            : Script.Server.Answer(request);
    }

    [Fact]
    public async Task A_host_with_an_IPv6_address_only_is_reached()
    {
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Skip("This machine has no IPv6: enable it (sysctl net.ipv6.conf.lo.disable_ipv6=0) to run this test.");
        }

        await using var server = new WireServer(Script.Server.Answer, IPAddress.IPv6Loopback);

        (await Testers.TestAsync(Testers.Settings($"http://[::1]:{server.Port}", "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task The_proxy_of_the_environment_is_used()
    {
        await using var proxy = new WireServer(request =>
            Script.Cloud.Answer(request with { Target = new Uri(request.Target).PathAndQuery }));

        var report = await OtherProcess.RunAsync(
            "http://jira.example.com",
            Testers.User,
            Testers.Token,
            null,
            ("HTTP_PROXY", proxy.Url),
            ("http_proxy", proxy.Url),
            ("NO_PROXY", null),
            ("no_proxy", null));

        Assert.Equal(["Passed"], report);
        Assert.All(proxy.Requests, request => Assert.StartsWith("http://jira.example.com/rest/", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_HTTPS_proxy_of_the_environment_and_an_authority_of_the_systems_store_are_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL lets a test add to the system's store (SSL_CERT_FILE).");
        using var folder = new TemporaryFolder();
        var authority = folder.File("authority.pem");
        await File.WriteAllTextAsync(authority, Certificates.Authorities[0].ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using var server = new WireServer(Scene.Cloud(_ => { })) { Certificate = Certificates.For };
        (string, string?)[] proxy = [("HTTPS_PROXY", server.Url), ("https_proxy", server.Url), ("NO_PROXY", null), ("no_proxy", null)];

        var trusted = await OtherProcess.RunAsync(Scene.Site, Testers.User, Testers.Token, null, [.. proxy, ("SSL_CERT_FILE", authority)]);
        var unknown = await OtherProcess.RunAsync(Scene.Site, Testers.User, Testers.Token, null, proxy);

        Assert.Equal(["Passed"], trusted);
        Assert.Equal(["Failed", "HC4110"], unknown);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("0.0.0.0")]
    [InlineData("0.0.0.0/8")]
    [InlineData("0.0.0.0:PORT")]
    [InlineData(" example.com , 0.0.0.0 ")]
    public async Task Every_usual_form_of_NO_PROXY_is_understood(string form)
    {
        // Leads to this machine, and yet is none of the addresses that never have a proxy.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not connect to 0.0.0.0.");
        await using var proxy = new WireServer(WireServer.NoAnswer);
        await using var server = Script.Cloud.Start();
        var exceptions = form.Replace("PORT", $"{server.Port}", StringComparison.Ordinal);

        var report = await OtherProcess.RunAsync(
            $"http://0.0.0.0:{server.Port}",
            Testers.User,
            Testers.Token,
            null,
            ("HTTP_PROXY", proxy.Url),
            ("http_proxy", proxy.Url),
            ("NO_PROXY", exceptions),
            ("no_proxy", exceptions));

        Assert.Equal(["Passed"], report);
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compressed_answers_are_read(string encoding)
    {
        await using var server = Script.Server.OnMyself(
            Reply.Of(200, "application/json", Compress(encoding, """{"name":"bot"}"""), $"Content-Encoding: {encoding}")).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_50_MiB_is_refused()
    {
        var bomb = Compress("gzip", $"\"{new string('x', 50 * 1024 * 1024)}\"");
        await using var server = Script.Server.OnServerInfo(Reply.Of(200, "application/json", bomb, "Content-Encoding: gzip")).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Failed, "HC4119");
    }

    [Theory]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=no-such-thing")]
    [InlineData("application/vnd.atlassian+json")]
    public async Task An_odd_content_type_does_no_harm(string contentType)
    {
        await using var server = Script.Server.OnMyself(Reply.Of(200, contentType, Encoding.Latin1.GetBytes("""{"name":"b\u00f6t"}"""))).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "böt", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task A_server_of_HTTP_1_0_is_understood()
    {
        await using var server = Script.Server.OnMyself(Reply.Raw("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"name\":\"bot\"}"))
            .Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Passed);
    }

    [Fact]
    public async Task A_context_path_is_kept_in_every_request()
    {
        await using var server = Script.Server.Below("/jira").Start();

        var report = await Testers.TestAsync(Testers.Settings(server.Url + "/jira", "bot", kind: CredentialKind.Password, projects: "OPS"));

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.All(server.Requests, request => Assert.StartsWith("/jira/rest/", request.Target, StringComparison.Ordinal));
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream packing = encoding == "br"
            ? new BrotliStream(bytes, CompressionLevel.Fastest)
            : new GZipStream(bytes, CompressionLevel.Fastest))
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
