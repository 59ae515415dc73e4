using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace HarnessCollab.Jira;

/// <summary>
/// Sends requests to one origin. Sends no cookies and none of the machine's own credentials, follows no redirects, and limits the number of
/// concurrent requests.
/// </summary>
internal sealed class JiraClient : IDisposable
{
    private readonly CertificateCheck _certificates;
    private readonly SocketOpener _connector;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _slots;
    private readonly string _userAgent;

    public JiraClient(Uri origin, JiraConnectionTesterOptions options)
    {
        _certificates = new CertificateCheck(options.CaCertificates);
        _connector = new SocketOpener(origin, options.ConnectTimeout);
        _slots = new SemaphoreSlim(options.MaxConcurrencyPerHost);
        _userAgent = options.UserAgent;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            UseProxy = true,
            Proxy = options.Proxy ?? new EnvironmentProxy(),
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = _connector.ConnectAsync,
            // Do not read the rest of an abandoned body just to reuse the connection.
            MaxResponseDrainSize = 0,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = _certificates.Validate },
        });
    }

    /// <summary>Sends once. Returns every failure as data, except the caller's own cancellation.</summary>
    public async Task<Exchange> SendAsync(JiraRequest request, TestBudget budget)
    {
        if (IPAddress.TryParse(request.Url.IdnHost.Trim('[', ']'), out var literal) && MetadataAddresses.Includes(literal))
        {
            // Checked here as well as in the socket opener, because a proxy may open the connection instead of us.
            return Exchange.Of(new TransportFailure(TransportFault.LinkLocal, literal.ToString()));
        }

        try
        {
            await _slots.WaitAsync(budget.Token);
            try
            {
                using var message = Message(request);
                using var response = await _http.SendAsync(message, budget.Token);
                var answer = await ResponseReader.ReadAsync(request.Url, response, request.MaxBody, budget.Clock.GetUtcNow(), budget.Token);
                budget.ThrowIfCallerCancelled();
                return Exchange.Of(answer);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            budget.ThrowIfCallerCancelled();
            return Exchange.Of(new TransportFailure(TransportFault.Timeout, "without an answer"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Exchange.Of(TransportFailures.From(exception, request.Url, _certificates.Refused, _connector.Proxy));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private HttpRequestMessage Message(JiraRequest request)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, request.Url);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.Authorization = request.Authorization;
        if (request.Body is { } body)
        {
            message.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            message.Headers.TryAddWithoutValidation("X-Atlassian-Token", "no-check");
        }

        return message;
    }
}
