using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Common;

/// <summary>Decides about server certificates: the machine's authorities plus those given; keeps what it refused as evidence.</summary>
/// <param name="authorities">Certificates of private authorities, roots or issuing ones:
/// a chain that leads to one of them is trusted from there down; null = none.</param>
public sealed class CertificateCheck(X509Certificate2Collection? authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private volatile CertificateProblem? _refused;

    /// <summary>The certificate refused last, or null. A check serves one origin, so there is no doubt whose it was.</summary>
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
        // As the platform's own check has it: an authority issues for people and programs too, and theirs are no servers.
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        // The same policy as the platform's default for HTTP clients; a private CA often has no reachable list anyway.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // What could be fetched, the platform's own chain has fetched already.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        return chain;
    }

    /// <summary>Whether the chain leads to one of the authorities, and nothing is wrong up to there; what lies above it does not matter.</summary>
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
