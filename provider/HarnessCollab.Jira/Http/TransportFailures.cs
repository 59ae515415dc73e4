using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace HarnessCollab.Jira;

/// <summary>Maps the platform's exceptions to causes.</summary>
internal static class TransportFailures
{
    public static TransportFailure From(Exception exception, Uri url, CertificateProblem? refused, string? proxy)
    {
        if (Find<LinkLocalAddressException>(exception) is { } linkLocal)
        {
            return new(TransportFault.LinkLocal, linkLocal.Address.ToString());
        }

        var request = exception as HttpRequestException;
        if (request?.HttpRequestError == HttpRequestError.ProxyTunnelError)
        {
            var fault = request.StatusCode == System.Net.HttpStatusCode.ProxyAuthenticationRequired
                ? TransportFault.ProxyCredentials
                : TransportFault.ProxyRefused;
            return new(fault, $"{proxy ?? "the proxy"} answered {(int?)request.StatusCode}");
        }

        if (Find<AuthenticationException>(exception) is { } tls)
        {
            return OfTls(tls, refused);
        }

        if (Find<SocketException>(exception) is { } socket)
        {
            return OfSocket(socket, proxy);
        }

        return OfProtocol(exception, url);
    }

    private static TransportFailure OfTls(AuthenticationException exception, CertificateProblem? refused)
    {
        if (refused is not null && exception.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase))
        {
            var fault = refused.Fault switch
            {
                CertificateFault.Name => TransportFault.CertificateName,
                CertificateFault.Time => TransportFault.CertificateTime,
                CertificateFault.Purpose => TransportFault.CertificatePurpose,
                CertificateFault.Chain => TransportFault.CertificateChain,
                _ => TransportFault.UntrustedCertificate,
            };
            return new(fault, "", refused);
        }

        var words = Words(exception);
        if (words.Contains("frame size", StringComparison.OrdinalIgnoreCase) || words.Contains("corrupted frame", StringComparison.OrdinalIgnoreCase)
            || words.Contains("wrong version number", StringComparison.OrdinalIgnoreCase))
        {
            return new(TransportFault.TlsToPlainPort, "");
        }

        return words.Contains("protocol version", StringComparison.OrdinalIgnoreCase)
            || words.Contains("unsupported protocol", StringComparison.OrdinalIgnoreCase)
            ? new(TransportFault.TlsProtocol, "")
            : new(TransportFault.TlsOther, exception.InnerException?.Message ?? exception.Message);
    }

    private static TransportFailure OfSocket(SocketException exception, string? proxy)
    {
        if (proxy is not null)
        {
            return new(TransportFault.ProxyUnreachable, $"{proxy} ({exception.SocketErrorCode})");
        }

        var fault = exception.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => TransportFault.NameResolution,
            SocketError.ConnectionRefused => TransportFault.Refused,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => TransportFault.Reset,
            SocketError.TimedOut => TransportFault.Timeout,
            SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressNotAvailable or SocketError.HostDown =>
                TransportFault.Unreachable,
            _ => TransportFault.Other,
        };
        return new(fault, exception.SocketErrorCode.ToString());
    }

    private static TransportFailure OfProtocol(Exception exception, Uri url)
    {
        var http = url.Scheme == Uri.UriSchemeHttp;
        var error = (exception as HttpRequestException)?.HttpRequestError ?? (exception as HttpIOException)?.HttpRequestError;
        return error switch
        {
            // A TLS server that receives plain text closes the connection or sends an alert record (0x15 0x03). Only the alert is a proof.
            HttpRequestError.ResponseEnded => new(TransportFault.Reset, "no answer"),
            HttpRequestError.InvalidResponse =>
                new(http && Words(exception).Contains('\u0015') ? TransportFault.PlainToTlsPort : TransportFault.NotHttp, exception.Message),
            HttpRequestError.ConfigurationLimitExceeded => new(TransportFault.HeadersTooLarge, ""),
            _ => new(TransportFault.Other, exception.GetBaseException().Message),
        };
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Words(Exception? exception)
    {
        var words = "";
        for (; exception is not null; exception = exception.InnerException)
        {
            words += exception.Message + "\n";
        }

        return words;
    }
}

/// <summary>A request that received no answer.</summary>
/// <param name="Fault">The cause, as far as the platform reports it.</param>
/// <param name="Detail">The platform's own words, or the proxy's name; clean it before showing it.</param>
/// <param name="Certificate">For TLS faults, the certificate that was refused.</param>
internal sealed record TransportFailure(TransportFault Fault, string Detail, CertificateProblem? Certificate = null);

/// <summary>Why no complete HTTP answer was received.</summary>
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

/// <summary>A name or address led to a metadata service, which gives cloud machines their own credentials.</summary>
internal sealed class LinkLocalAddressException(IPAddress address) : IOException($"{address} is an address of a metadata service")
{
    public IPAddress Address { get; } = address;
}
