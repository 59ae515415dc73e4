using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Common;

/// <summary>
/// What was wrong with a server's certificate, and with which one of its chain. All names in it are the server's: show them only cleaned.
/// </summary>
public sealed record CertificateProblem
{
    private const X509ChainStatusFlags Unanchored = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    public required CertificateFault Fault { get; init; }

    /// <summary>Whom the server's own certificate names.</summary>
    public required string Subject { get; init; }

    /// <summary>The DNS names and addresses that it is for, with commas; empty when it has none.</summary>
    public required string Names { get; init; }

    /// <summary>Whom the certificate at fault names: for <see cref="CertificateFault.Authority"/> the last of the chain.</summary>
    public required string Culprit { get; init; }

    /// <summary>Beginning and end of the validity of the certificate at fault, UTC.</summary>
    public required (DateTime From, DateTime To) Validity { get; init; }

    /// <summary>
    /// The authority whose certificate is missing: neither sent by the server nor given nor known to the machine; null when the chain is complete.
    /// </summary>
    public string? Missing { get; init; }

    /// <summary>An authority of the missing one's name, or of the untrusted root's, was given, but it is another certificate.</summary>
    public bool HasNamesake { get; init; }

    /// <summary>The platform's own words for <see cref="CertificateFault.Chain"/>.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A clause for messages, cleaned: <c>the certificate is issued by X, whose certificate is missing</c>.</summary>
    public override string ToString() => Fault switch
    {
        CertificateFault.Name => $"the certificate is for {ServerText.Clean(Names.Length > 0 ? Names : Subject)}",
        CertificateFault.Time => string.Create(
            CultureInfo.InvariantCulture,
            $"the certificate '{ServerText.Clean(Culprit)}' is valid from {Validity.From:yyyy-MM-dd} to {Validity.To:yyyy-MM-dd} only"),
        CertificateFault.Purpose => $"the certificate '{ServerText.Clean(Culprit)}' is not meant for servers",
        CertificateFault.Chain => $"the certificate '{ServerText.Clean(Culprit)}' does not hold ({ServerText.Clean(Detail)})",
        _ when HasNamesake => $"the certificate of the authority '{ServerText.Clean(Missing ?? Culprit)}' in caCertificates is another one than that "
            + "which issued the server's",
        _ when Missing is { } missing => $"the certificate of '{ServerText.Clean(missing)}', which issued '{ServerText.Clean(Culprit)}', is neither "
            + "sent by the server nor trusted here",
        _ => $"the authority '{ServerText.Clean(Culprit)}' is not trusted here",
    };

    internal static CertificateProblem From(
        X509Certificate2 server, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        var elements = chain?.ChainElements.ToArray() ?? [];
        // A signature that does not fit is an authority of the same name with another key, where one of that name was given: it ends the chain.
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

/// <summary>Why a server's certificate was refused; of several reasons the first in this order.</summary>
public enum CertificateFault
{
    /// <summary>
    /// It is for another host. First, since the advice for an unknown authority (trust it) would be dangerous on the wrong machine.
    /// </summary>
    Name,

    /// <summary>It, or one above it, is not valid yet or no longer.</summary>
    Time,

    /// <summary>It is not meant for servers, or its issuer not for issuing such.</summary>
    Purpose,

    /// <summary>The chain is broken in another way: a signature that does not fit, a revoked or constrained certificate.</summary>
    Chain,

    /// <summary>The chain is sound, but leads to no authority that is trusted.</summary>
    Authority,
}
