using static HarnessCollab.Jira.FindingRule;
using static HarnessCollab.Jira.TransportFault;

namespace HarnessCollab.Jira;

/// <summary>Findings when no answer came: network, TLS, proxies. The same at every stage.</summary>
internal static class TransportFindings
{
    // From nginx, Apache, Tomcat and Go.
    private static readonly string[] WordsOfTlsPorts =
    [
        "plain HTTP request was sent to HTTPS port",
        "speaking plain HTTP to an SSL-enabled server port",
        "combination of host and port requires TLS",
        "HTTP request to an HTTPS server",
    ];

    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Unknown("HC4101", "baseUrl", s => s.Is(NameResolution),
            s => $"The host name {s.Settings.BaseUrl.Host} does not resolve from this machine.",
            _ => "Check the spelling of the base URL; if it is right, check DNS and VPN of this machine."),
        Unknown("HC4102", "baseUrl", s => s.Is(Refused),
            s => $"Nothing accepts connections at {s.Settings.BaseUrl.Host}:{s.Settings.BaseUrl.Port} (connection refused).",
            _ => "Check the port in the base URL, and that Jira is running and reachable from this machine; a Harness delegate needs its own route."),
        Unknown("HC4122", "baseUrl", s => s.Is(Reset) && s.Stage == TestStage.Reach && s.Settings.BaseUrl.Scheme == Uri.UriSchemeHttp,
            s => $"{s.Host} accepts connections on port {s.Settings.BaseUrl.Port}, but hangs up on plain http without an answer.",
            _ => "If that port speaks https, change the scheme of the base URL; else look for a firewall or a proxy whose Jira is down."),
        Unknown("HC4103", "baseUrl", s => s.Is(Reset),
            s => $"{s.Host} closed the connection without an answer ({s.Show(s.Failure!.Detail)}).",
            _ => "Look for a firewall in between, or a server that demands a client certificate, which neither this test nor Harness sends."),
        Unknown("HC4104", "baseUrl", s => s.Is(Unreachable),
            s => $"There is no route from this machine to {s.Host} ({s.Show(s.Failure!.Detail)}).",
            _ => "Check network and VPN; if this machine cannot reach Jira by design, set the connection test to 'off' on it."),
        Unknown("HC4105", "baseUrl", s => s.Is(TransportFault.Timeout),
            s => $"{s.Host} did not finish answering within {Seconds(s.Settings.Timeout)} s ({s.Show(s.Failure!.Detail)}).",
            _ => "Check firewall, VPN and port; if Jira is merely slow, raise connectionTest.timeoutSeconds."),
        Fails("HC4106", "baseUrl", s => s.Is(LinkLocal),
            s => $"{s.Host} leads to {s.Failure!.Detail}, the address of a metadata service, which gives cloud machines their credentials.",
            _ => "Use Jira's real address; no request was sent."),
        Unknown("HC4107", null, s => s.Is(ProxyRefused),
            s => $"The outbound proxy does not allow connections to {s.Host} ({s.Show(s.Failure!.Detail)}).",
            _ => "Allow the host on the proxy, or add it to NO_PROXY if no proxy is needed to reach it."),
        Unknown("HC4108", null, s => s.Is(ProxyCredentials) || s.Status == 407,
            s => $"The outbound proxy requires credentials for requests to {s.Host} (407).",
            _ => "Put the proxy's user and password into HTTPS_PROXY (http://user:password@proxy:port)."),
        Unknown("HC4109", null, s => s.Is(ProxyUnreachable),
            s => $"The outbound proxy {s.Show(s.Failure!.Detail)} does not answer.",
            _ => "Correct HTTPS_PROXY or HTTP_PROXY, or add the host of the base URL to NO_PROXY."),
        Warns("HC4120", "baseUrl", s => s.Is(CertificateName) && s.Settings.BaseUrl.Host.EndsWith(".jira.com", StringComparison.OrdinalIgnoreCase),
            s => $"{s.Settings.BaseUrl.Host} looks like an old address of Jira Cloud.",
            s => $"Try https://{s.Settings.BaseUrl.Host[..^".jira.com".Length]}.atlassian.net."),
        Fails("HC4110", "baseUrl", s => s.Is(UntrustedCertificate),
            s => $"The certificate of {s.Host} ({s.Show(s.Failure!.Certificate!.Subject)}) {Untrusted(s, s.Failure!.Certificate!)}.",
            s => Trusting(s, s.Failure!.Certificate!)),
        Fails("HC4111", "baseUrl", s => s.Is(CertificateName),
            s => $"The certificate that {s.Host} shows is for {s.Show(Names(s.Failure!.Certificate!))}.",
            _ => "Use a host name from the certificate in the base URL, or have this host name added to the certificate."),
        Fails("HC4112", "baseUrl", s => s.Is(CertificateTime),
            s => $"The certificate of {s.Host} ({s.Show(s.Failure!.Certificate!.Culprit)}) is valid from "
                + $"{Day(s.Failure!.Certificate!.Validity.From)} to {Day(s.Failure!.Certificate!.Validity.To)} only.",
            _ => "Have it renewed; if those dates are right, correct this machine's clock."),
        Fails("HC4130", "baseUrl", s => s.Is(CertificatePurpose),
            s => $"The certificate that {s.Host} shows ({s.Show(s.Failure!.Certificate!.Culprit)}) is not meant for servers: "
                + "it lacks the extended key usage server authentication.",
            _ => "Have a server certificate issued for it. "
                + "If you did not expect it, find out who answers at that address before you send anything to it."),
        Fails("HC4131", "baseUrl", s => s.Is(CertificateChain),
            s => $"The certificate chain of {s.Host} is not valid at {s.Show(s.Failure!.Certificate!.Culprit)} "
                + $"({s.Show(s.Failure!.Certificate!.Detail)}).",
            _ => "Have the certificates issued again; with caCertificates, check that each certificate in it belongs to an authority."),
        Fails("HC4113", "baseUrl", s => s.Is(TlsToPlainPort),
            s => $"{s.Host} answers in plain http on port {s.Settings.BaseUrl.Port}, but the base URL says https.",
            _ => "Use the port on which Jira speaks https, or change the scheme to http if that is what this server offers."),
        Fails("HC4114", "baseUrl", s => s.Is(PlainToTlsPort) || (s.Status == 400 && Array.Exists(WordsOfTlsPorts, s.Response!.BodyHas)),
            s => $"{s.Host} does not answer plain http on port {s.Settings.BaseUrl.Port}; that port seems to speak https.",
            _ => "Change the scheme of the base URL to https."),
        Fails("HC4115", "baseUrl", s => s.Is(TlsProtocol),
            s => $"{s.Host} offers only TLS versions that this machine no longer accepts.",
            _ => "Enable TLS 1.2 or 1.3 on the server or on the proxy in front of it."),
        Fails("HC4116", "baseUrl", s => s.Is(TlsOther),
            s => $"The TLS handshake with {s.Host} failed ({s.Show(s.Failure!.Detail)}).",
            _ => "Try the URL with another client from this machine; "
                + "usual causes are a required client certificate, or a proxy that intercepts TLS."),
        Unknown("HC4117", "baseUrl", s => s.Is(CutShort),
            s => $"The answer of {s.Host} broke off or could not be unpacked ({s.Show(s.Failure!.Detail)}).",
            _ => "Run again; if it happens again, check the proxy in front of Jira."),
        Fails("HC4118", "baseUrl", s => s.Is(NotHttp),
            s => $"{s.Host} does not speak HTTP on port {s.Settings.BaseUrl.Port} ({s.Show(s.Failure!.Detail)}).",
            _ => "Correct the port in the base URL."),
        Fails("HC4119", "baseUrl", s => s.Is(HeadersTooLarge) || s.Response?.TooLarge == true,
            s => $"{s.Host} sends a much larger answer than Jira would; more than 64 KiB of headers or {Limit(s)} of body is not read.",
            _ => "Check that the base URL is Jira's, and check the proxies in between."),
        Unknown("HC4121", "baseUrl", s => s.Is(Other),
            s => $"The request to {s.Host} failed ({s.Show(s.Failure!.Detail)}).",
            _ => "Try the URL with another client from this machine to learn more."),
    ];

    // Before the host is proven to be Jira, we read less.
    private static string Limit(Signal s) =>
        s.Stage == TestStage.Reach ? $"{ResponseReader.MaxBody / 1024} KiB" : $"{ResponseReader.MaxBodyOfJira / (1024 * 1024)} MiB";

    private static string Names(CertificateProblem certificate) => certificate.Names.Length > 0 ? certificate.Names : certificate.Subject;

    private static string Untrusted(Signal s, CertificateProblem problem) => problem switch
    {
        { HasNamesake: true } => $"leads to {s.Show(problem.Missing ?? problem.Culprit)}, "
            + "and caCertificates contains a different certificate with that name",
        { Missing: { } missing } when problem.Culprit == problem.Subject =>
            $"is issued by {s.Show(missing)}, whose certificate is neither sent by the server nor trusted by this machine",
        { Missing: { } missing } => $"leads to {s.Show(problem.Culprit)}, issued by {s.Show(missing)}, whose certificate is neither sent by the "
            + "server nor trusted by this machine",
        _ when problem.Culprit == problem.Subject => "is self-signed, and this machine does not trust it",
        _ => $"leads to the authority {s.Show(problem.Culprit)}, which this machine does not trust",
    };

    private static string Trusting(Signal s, CertificateProblem problem) => problem switch
    {
        { HasNamesake: true } =>
            "Put the authority's current certificate into caCertificates (it may have been renewed), and on the Harness delegate too.",
        { Missing: { } missing } =>
            $"Add the certificate of {s.Show(missing)} to the provider's caCertificates, or make the server send its complete chain; "
            + "the Harness delegate needs the same. Certificate checks cannot be disabled.",
        _ => "Name it in the provider's caCertificates or install it here, and on the Harness delegate too; certificate checks cannot be disabled.",
    };

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
