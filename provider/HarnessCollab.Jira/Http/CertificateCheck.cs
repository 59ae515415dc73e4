using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Jira;

/// <summary>Decides about server certificates: the machine's authorities plus the configured ones; keeps what it refused as evidence.</summary>
internal sealed class CertificateCheck(X509Certificate2Collection? authorities)
{
    private volatile CertificateProblem? _refused;

    /// <summary>The certificate refused last, or null. A check serves one origin, so there is no doubt whose it was.</summary>
    public CertificateProblem? Refused => _refused;

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
            if (own.Build(server))
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

        _refused = CertificateProblem.From(server, chain, errors);
        return false;
    }

    private static X509Chain ChainOver(X509Certificate2Collection authorities, X509Chain? sent)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // The same policy as the platform's default for HTTP clients; a private CA often has no reachable list anyway.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain;
    }
}
