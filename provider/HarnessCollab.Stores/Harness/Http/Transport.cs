using System.Net;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>The connections to the platform: no redirects, so that the key never leaves for another origin; no cookies; more roots where given.</summary>
internal static class Transport
{
    private const long LargestAnswer = 16 * 1024 * 1024;

    public static HttpClient Create(HarnessSettings settings, CertificateCheck certificates)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = certificates.Validate;
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"HarnessCollab.Pulumi/{settings.ClientVersion}");
        return client;
    }
}
