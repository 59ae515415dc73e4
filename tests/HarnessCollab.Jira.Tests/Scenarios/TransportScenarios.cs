using System.Net;
using System.Net.Sockets;
using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests.Scenarios;

internal static class TransportScenarios
{
    public static IEnumerable<Scenario> All =>
    [
        new("HC4101", "a name that does not resolve", () => Testers.TestAsync(Testers.Settings("https://jira.invalid"))),
        new("HC4102", "a dead port", () => Testers.TestAsync(Testers.Settings($"http://127.0.0.1:{DeadPort()}"))),
        new("HC4103", "hung up after the request", () =>
            Scene.OfTlsServerAsync(new WireServer(WireServer.NoAnswer) { Certificate = Certificates.For })),
        // Nobody may open a TCP connection to the broadcast address.
        new("HC4104", "no route", () => Testers.TestAsync(Testers.Settings("http://255.255.255.255") with { AllowInsecureHttp = true })),
        new("HC4105", "no answer in time", () => TimingOutAsync(null)),
        new("HC4105", "a body that trickles", () =>
            TricklingAsync("HTTP/1.1 200 ok\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")),
        new("HC4106", "the metadata address", () => Testers.TestAsync(Testers.Settings("http://169.254.169.254"))),
        new("HC4106", "the metadata address in IPv6 clothes", () => Testers.TestAsync(Testers.Settings("http://[::ffff:169.254.169.254]"))),
        new("HC4106", "the metadata address behind NAT64", () => Testers.TestAsync(Testers.Settings("http://[64:ff9b::a9fe:a9fe]"))),
        new("HC4106", "the metadata address behind a NAT64 of one's own", () =>
            Testers.TestAsync(Testers.Settings("http://[64:ff9b:1:a9fe:a9:fe00::]"))),
        new("HC4106", "the metadata address in 6to4", () => Testers.TestAsync(Testers.Settings("http://[2002:a9fe:a9fe::1]"))),
        new("HC4106", "the metadata address in old IPv6 clothes", () => Testers.TestAsync(Testers.Settings("http://[::169.254.169.254]"))),
        new("HC4106", "the metadata address in Teredo", () => Testers.TestAsync(Testers.Settings("http://[2001:0:1:2:3:4:5601:5601]"))),
        new("HC4106", "Amazon's metadata over IPv6", () => Testers.TestAsync(Testers.Settings("http://[fd00:ec2::254]"))),
        new("HC4106", "Alibaba's metadata", () => Testers.TestAsync(Testers.Settings("http://100.100.100.200"))),
        new("HC4106", "Azure's host services", () => Testers.TestAsync(Testers.Settings("http://168.63.129.16"))),
        new("HC4106", "Oracle's metadata", () => Testers.TestAsync(Testers.Settings("http://192.0.0.192"))),
        new("HC4106", "a link-local IPv6 address", () => Testers.TestAsync(Testers.Settings("http://[fe80::1]"))),
        new("HC4107", "the proxy forbids the host", () => ThroughProxyAsync(Reply.Raw("HTTP/1.1 403 Forbidden\r\n\r\n"))),
        new("HC4108", "the proxy wants credentials for a tunnel", () =>
            ThroughProxyAsync(Reply.Raw("HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"))),
        new("HC4108", "the proxy wants credentials for plain http", PlainProxyWantsCredentialsAsync),
        new("HC4109", "the proxy is gone", () =>
            Testers.TestAsync(Testers.Settings(Scene.Site), Testers.Through($"http://127.0.0.1:{DeadPort()}", []))),
        new("HC4110", "unknown authority", () => Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = Certificates.For }, [])),
        new("HC4110", "the issuing authority's certificate is missing", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = Certificates.Below })),
        new("HC4110", "an authority of the same name", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = Certificates.For }, Certificates.Namesakes)),
        new("HC4111", "certificate of another host", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = _ => Certificates.For("other.example.com") })),
        new("HC4112", "expired certificate", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = _ => Certificates.Expired("127.0.0.1") })),
        new("HC4113", "https to a plain port", () => Scene.OfGreetingAsync(Reply.Html(400, "Bad Request"), "https")),
        new("HC4122", "http to a port that hangs up", () => Scene.OfGreetingAsync(Reply.Raw(), "http")),
        new("HC4114", "http to a TLS port that sends an alert", () => Scene.OfGreetingAsync(Reply.Raw(0x15, 0x03, 0x03, 0, 2, 2, 10), "http")),
        new("HC4114", "http to a TLS port of a polite proxy", () =>
            Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Html(400, "400 The plain HTTP request was sent to HTTPS port")))),
        new("HC4115", "alert: protocol version", () => Scene.OfGreetingAsync(Reply.Raw(0x15, 0x03, 0x01, 0, 2, 2, 70), "https")),
        new("HC4116", "alert: handshake failure", () => Scene.OfGreetingAsync(Reply.Raw(0x15, 0x03, 0x03, 0, 2, 2, 40), "https")),
        new("HC4117", "a body that breaks off", () => Scene.OnLoopbackAsync(
            Script.Server.OnServerInfo(Reply.Raw("HTTP/1.1 200 ok\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"ver")))),
        new("HC4117", "gzip that is none", () => Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Json(200, "{}", "Content-Encoding: gzip")))),
        new("HC4118", "an SSH server", () => Scene.OfGreetingAsync(Reply.Raw("SSH-2.0-OpenSSH_9.6\r\n"), "http")),
        new("HC4119", "a body of 50 MiB", () =>
            Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Json(200, $"\"{new string('x', 50 * 1024 * 1024)}\"")))),
        new("HC4119", "headers without end", () =>
            Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Json(200, "{}", $"X-Long: {new string('x', 100_000)}")))),
        new("HC4120", "a host of the old domain", OldDomainAsync),
        new("HC4130", "a certificate for clients", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = Certificates.ForClients })),
        new("HC4131", "a critical extension that nobody knows", () =>
            Scene.OfTlsServerAsync(new WireServer(Script.Server.Answer) { Certificate = Certificates.Odd })),
        // No server can bring a socket of this machine to an error the table does not know by name; the row is judged without one.
        new("HC4121", "an unknown failure of the platform", () => Task.FromResult(UnknownFailure())),
    ];

    public static int DeadPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    // Only the client knows when it has read the beginning; on a busy machine the clock can be put on too early, and then it is tried again.
    private static async Task<ConnectionReport> TricklingAsync(string beginning)
    {
        var report = await TimingOutAsync(beginning);
        for (var tries = 0; tries < 20
            && !report.Findings.Any(finding => finding.Message.Contains("sending its answer", StringComparison.Ordinal)); tries++)
        {
            report = await TimingOutAsync(beginning);
        }

        return report;
    }

    private static async Task<ConnectionReport> TimingOutAsync(string? beginning)
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new WireServer(async _ =>
        {
            asked.SetResult();
            return await new TaskCompletionSource<Reply?>().Task;
        })
        { Beginning = beginning is null ? null : Reply.Raw(beginning) };
        await using var tester = Testers.Direct(clock);
        var test = tester.TestAsync(Testers.Settings(server.Url) with { Timeout = TimeSpan.FromSeconds(20) }, TestContext.Current.CancellationToken);
        await asked.Task.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(20));
        return await test.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
    }

    private static async Task<ConnectionReport> ThroughProxyAsync(Reply refusal)
    {
        await using var server = new WireServer(WireServer.NoAnswer) { Certificate = Certificates.For, ConnectRefusal = refusal };
        return await Testers.TestAsync(Testers.Settings(Scene.Site), Testers.Through(server.Url, Certificates.Authorities));
    }

    private static async Task<ConnectionReport> PlainProxyWantsCredentialsAsync()
    {
        await using var server = new WireServer(_ => Reply.Html(407, "Proxy Authentication Required", "", "Proxy-Authenticate: Basic realm=\"x\""));
        return await Testers.TestAsync(
            Testers.Settings("http://jira.example.com") with { AllowInsecureHttp = true }, Testers.Through(server.Url, []));
    }

    private static async Task<ConnectionReport> OldDomainAsync()
    {
        await using var server = new WireServer(WireServer.NoAnswer) { Certificate = _ => Certificates.For("wild.atlassian.net") };
        return await Testers.TestAsync(Testers.Settings("https://acme.jira.com"), Testers.Through(server.Url, Certificates.Authorities));
    }

    private static ConnectionReport UnknownFailure()
    {
        var judgement = DecisionTable.Judge(new Signal
        {
            Stage = TestStage.Reach,
            Settings = Testers.Settings("https://jira.example.com"),
            Failure = new TransportFailure(TransportFault.Other, "the platform's words"),
        });
        return new ConnectionReport { Verdict = judgement.Verdict, Findings = judgement.Findings };
    }
}
