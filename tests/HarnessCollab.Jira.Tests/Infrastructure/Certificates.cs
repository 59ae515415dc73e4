using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>A certificate authority that lives as long as the test run.</summary>
internal static class Certificates
{
    private static readonly Lazy<X509Certificate2> Authority = new(() => MakeAuthority("Example Private CA", issuer: null));
    private static readonly Lazy<X509Certificate2> Issuing = new(() => MakeAuthority("Example Issuing CA", Authority.Value));

    public static X509Certificate2Collection Authorities => [X509CertificateLoader.LoadCertificate(Authority.Value.RawData)];

    /// <summary>Another authority of the same name.</summary>
    public static X509Certificate2Collection Namesakes => [MakeAuthority("Example Private CA", issuer: null)];

    public static X509Certificate2 For(string host) => Issue(host);

    public static X509Certificate2 Expired(string host) => Issue(host, from: -30, to: -2);

    /// <summary>Issued by an authority between the server and the one that is trusted; nobody sends that one's certificate.</summary>
    public static X509Certificate2 Below(string host) => Issue(host, Issuing.Value);

    /// <summary>For people and programs that sign in, and not for servers.</summary>
    public static X509Certificate2 ForClients(string host) => Issue(host, purpose: "1.3.6.1.5.5.7.3.2");

    /// <summary>With a critical extension that nobody knows.</summary>
    public static X509Certificate2 Odd(string host) => Issue(host, odd: true);

    private static X509Certificate2 MakeAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(60));
        return issuer is null ? request.CreateSelfSigned(from, to) : Sign(request, key, issuer, from, to.AddDays(-1));
    }

    private static X509Certificate2 Issue(
        string host, X509Certificate2? issuer = null, int from = -1, int to = 30, string? purpose = null, bool odd = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        if (purpose is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        }

        if (odd)
        {
            request.CertificateExtensions.Add(new X509Extension("1.2.3.4.5.6", [5, 0], critical: true));
        }

        return Sign(request, key, issuer ?? Authority.Value, DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to));
    }

    private static X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset to)
    {
        using var certificate = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
