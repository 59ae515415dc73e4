using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Common;

/// <summary>Decides whether a server certificate is trusted: by the machine's authorities or those given. Keeps the reason of a refusal.</summary>
/// <param name="authorities">Certificates of private authorities, root or intermediate. A chain that reaches one of them is trusted;
/// null = none.</param>
public sealed class CertificateCheck(X509Certificate2Collection? authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private volatile CertificateProblem? _refused;

    /// <summary>The last refused certificate, or null. One check serves one origin, so the certificate is that origin's.</summary>
    public CertificateProblem? Refused => _refused;

    /// <summary>For <see cref="SslClientAuthenticationOptions.RemoteCertificateValidationCallback"/>.</summary>
    public bool Validate(object _, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is not X509Certificate2 server)
        {
            return false;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && authorities is { Count: > 0 })
        {
            using var own = ChainOver(authorities, chain);
            own.Build(server);
            if (IsTrusted(own, authorities))
            {
                errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
            }

            return Accept(server, own, errors);
        }

        return Accept(server, chain, errors);
    }

    private bool Accept(X509Certificate2 server, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        _refused = CertificateProblem.From(server, chain, errors, authorities);
        return false;
    }

    private static X509Chain ChainOver(X509Certificate2Collection authorities, X509Chain? sent)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // Like the platform's own check: an authority also issues certificates for people and programs, which must not pass as servers.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        // The platform's default for HTTP clients; the revocation list of a private authority is often not reachable anyway.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // The platform's own chain has already downloaded everything that can be downloaded.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        return chain;
    }

    /// <summary>Whether the chain reaches one of the authorities without a fault below it. Faults above it do not matter.</summary>
    private static bool IsTrusted(X509Chain chain, X509Certificate2Collection authorities)
    {
        const X509ChainStatusFlags Unanchored = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        foreach (var element in chain.ChainElements)
        {
            if (element.ChainElementStatus.Any(status => (status.Status & ~Unanchored) != 0))
            {
                return false;
            }

            if (authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span)))
            {
                return true;
            }
        }

        return false;
    }
}
