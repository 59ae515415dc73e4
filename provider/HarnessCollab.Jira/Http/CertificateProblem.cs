using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira;

/// <summary>What was wrong with a server's certificate, and which one it was.</summary>
internal sealed record CertificateProblem
{
    public required bool WrongName { get; init; }

    public required bool NotTimeValid { get; init; }

    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    public required string Names { get; init; }

    public required DateTime NotBefore { get; init; }

    public required DateTime NotAfter { get; init; }

    public static CertificateProblem From(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors) => new()
    {
        WrongName = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
        NotTimeValid = chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) ?? false,
        Subject = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        Issuer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
        Names = string.Join(", ", AlternativeNames(certificate)),
        NotBefore = certificate.NotBefore.ToUniversalTime(),
        NotAfter = certificate.NotAfter.ToUniversalTime(),
    };

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
