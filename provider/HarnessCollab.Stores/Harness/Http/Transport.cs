using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>The connections to the platform: no redirects, so that the key never leaves for another origin; no cookies; more roots where given.</summary>
internal static class Transport
{
    private const long LargestAnswer = 16 * 1024 * 1024;

    public static HttpClient Create(HarnessSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (settings.CaCertificates is { Count: > 0 } roots)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors, roots);
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"HarnessCollab.Pulumi/{settings.ClientVersion}");
        return client;
    }

    // The system's verdict, and where only the root is unknown to it, that of the roots given.
    private static bool IsTrusted(X509Certificate? certificate, X509Chain? known, SslPolicyErrors errors, X509Certificate2Collection roots)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (known is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(known.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(server);
    }
}
