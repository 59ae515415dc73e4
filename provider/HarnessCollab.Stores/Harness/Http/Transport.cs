using System.Net;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// The connections to the platform: without redirects, so the key is never sent to another origin; without cookies; with additional root
/// certificates if the settings give them.
/// </summary>
internal static class Transport
{
    public static HttpClient Create(HarnessSettings settings, CertificateCheck certificates)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Proxy = new EnvironmentProxy(),
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = certificates.Validate;
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"HarnessCollab.Pulumi/{settings.ClientVersion}");
        return client;
    }
}
