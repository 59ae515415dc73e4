using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Common;

/// <summary>
/// What is wrong with a server's certificate, and which certificate of its chain is at fault. All names come from the server: clean them before
/// showing them.
/// </summary>
public sealed record CertificateProblem
{
    private const X509ChainStatusFlags Unanchored = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    public required CertificateFault Fault { get; init; }

    /// <summary>The subject of the server's own certificate.</summary>
    public required string Subject { get; init; }

    /// <summary>The DNS names and IP addresses of the certificate, separated by commas; empty when it has none.</summary>
    public required string Names { get; init; }

    /// <summary>The subject of the certificate at fault; for <see cref="CertificateFault.Authority"/> the last one of the chain.</summary>
    public required string Culprit { get; init; }

    /// <summary>When the validity of the certificate at fault begins and ends, UTC.</summary>
    public required (DateTime From, DateTime To) Validity { get; init; }

    /// <summary>
    /// The authority whose certificate is missing: not sent by the server, not given, not known to the machine. Null when the chain is complete.
    /// </summary>
    public string? Missing { get; init; }

    /// <summary>A given authority has the name of the missing one (or of the untrusted root), but it is a different certificate.</summary>
    public bool HasNamesake { get; init; }

    /// <summary>The platform's own description, for <see cref="CertificateFault.Chain"/>.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A clause for messages, with cleaned names: <c>the certificate is issued by X, whose certificate is missing</c>.</summary>
    public override string ToString() => Fault switch
    {
        CertificateFault.Name => $"the certificate is for {ServerText.Clean(Names.Length > 0 ? Names : Subject)}",
        CertificateFault.Time => string.Create(
            CultureInfo.InvariantCulture,
            $"the certificate '{ServerText.Clean(Culprit)}' is valid from {Validity.From:yyyy-MM-dd} to {Validity.To:yyyy-MM-dd} only"),
        CertificateFault.Purpose => $"the certificate '{ServerText.Clean(Culprit)}' is not meant for servers",
        CertificateFault.Chain => $"the certificate '{ServerText.Clean(Culprit)}' is not valid ({ServerText.Clean(Detail)})",
        _ when HasNamesake => $"the certificate of the authority '{ServerText.Clean(Missing ?? Culprit)}' in caCertificates is not the one that "
            + "issued the server's certificate",
        _ when Missing is { } missing => $"the certificate of '{ServerText.Clean(missing)}', which issued '{ServerText.Clean(Culprit)}', is neither "
            + "sent by the server nor trusted here",
        _ => $"the authority '{ServerText.Clean(Culprit)}' is not trusted here",
    };

    internal static CertificateProblem From(
        X509Certificate2 server, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        var elements = chain?.ChainElements.ToArray() ?? [];
        // An invalid signature means an authority with the same name but another key, if an authority of that name was given. The chain ends there.
        var misnamed = Find(elements, X509ChainStatusFlags.NotSignatureValid) is { } unsigned && IsIssuerGiven(unsigned) ? unsigned : null;
        var last = misnamed ?? (elements is [.., var end] ? end.Certificate : server);
        var (fault, culprit, detail) = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? (CertificateFault.Name, server, "")
            : Find(elements, X509ChainStatusFlags.NotTimeValid) is { } untimely ? (CertificateFault.Time, untimely, "")
            : Find(elements, X509ChainStatusFlags.NotValidForUsage) is { } misused ? (CertificateFault.Purpose, misused, "")
            : misnamed is null && Find(elements, ~Unanchored) is { } broken ? (CertificateFault.Chain, broken, Words(elements))
            : (CertificateFault.Authority, last, "");
        var isComplete = last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData);
        return new()
        {
            Fault = fault,
            Subject = NameOf(server),
            Names = string.Join(", ", AlternativeNames(server)),
            Culprit = NameOf(culprit),
            Validity = (culprit.NotBefore.ToUniversalTime(), culprit.NotAfter.ToUniversalTime()),
            Missing = isComplete ? null : last.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            HasNamesake = IsIssuerGiven(last),
            Detail = detail,
        };

        bool IsIssuerGiven(X509Certificate2 certificate) =>
            authorities?.Any(authority => authority.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)) == true;
    }

    private static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static X509Certificate2? Find(X509ChainElement[] elements, X509ChainStatusFlags flags) =>
        Array.Find(elements, element => element.ChainElementStatus.Any(status => (status.Status & flags) != 0))?.Certificate;

    private static string Words(X509ChainElement[] elements) => string.Join(
        ", ", elements
            .SelectMany(element => element.ChainElementStatus)
            .Select(status => status.Status & ~Unanchored)
            .Where(flag => flag != 0)
            .Distinct());

    private static string[] AlternativeNames(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions)
        {
            if (extension is X509SubjectAlternativeNameExtension names)
            {
                return [.. names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString()))];
            }
        }

        return [];
    }
}

/// <summary>Why a server's certificate was refused. With several reasons, the first one in this order is reported.</summary>
public enum CertificateFault
{
    /// <summary>
    /// It is for another host. This comes first, because the advice for an unknown authority (trust it) is dangerous on the wrong machine.
    /// </summary>
    Name,

    /// <summary>It, or an issuer above it, is not valid yet or has expired.</summary>
    Time,

    /// <summary>It is not meant for servers, or its issuer may not issue server certificates.</summary>
    Purpose,

    /// <summary>The chain is broken in another way: an invalid signature, a revoked certificate, a violated constraint.</summary>
    Chain,

    /// <summary>The chain is valid, but ends at an authority that is not trusted.</summary>
    Authority,
}
