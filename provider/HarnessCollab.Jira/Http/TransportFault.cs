namespace HarnessCollab.Jira;

/// <summary>Why no HTTP answer, or not a whole one, came back.</summary>
internal enum TransportFault
{
    NameResolution,
    Refused,
    Reset,
    Unreachable,
    Timeout,
    LinkLocal,
    ProxyUnreachable,
    ProxyRefused,
    ProxyCredentials,
    UntrustedCertificate,
    CertificateName,
    CertificateTime,
    CertificatePurpose,
    CertificateChain,
    TlsToPlainPort,
    PlainToTlsPort,
    TlsProtocol,
    TlsOther,
    CutShort,
    NotHttp,
    HeadersTooLarge,
    Other,
}
