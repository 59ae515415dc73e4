using System.Net;
using System.Net.Http.Headers;
using System.Threading.RateLimiting;
using HarnessCollab.Stores.Harness.Outcomes;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// Sends calls and returns answers with their outcome. It throws the failures that have the same meaning for every call (key, permission, closed
/// account, no answer); outcomes whose meaning depends on the call are left to the caller. It never logs bodies. It follows no redirects, so the key
/// is never sent to another origin, and keeps no cookies.
/// </summary>
internal sealed class PlatformClient : IDisposable
{
    private const string KeyHeader = "x-api-key";
    private const long LargestAnswer = 16 * 1024 * 1024;

    private readonly HarnessSettings _settings;
    private readonly TimeProvider _time;
    private readonly WriteBoundary _boundary;
    private readonly CertificateCheck _certificates;
    private readonly HttpClient _http;
    private readonly RateLimiter _rate = Resilience.CreateRate();
    private readonly RateLimiter _concurrency = Resilience.CreateConcurrency();

    public PlatformClient(HarnessSettings settings, TimeProvider time, WriteBoundary boundary)
    {
        (_settings, _time, _boundary) = (settings, time, boundary);
        _certificates = new CertificateCheck(settings.CaCertificates);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Proxy = new EnvironmentProxy(),
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = { RemoteCertificateValidationCallback = _certificates.Validate },
        }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"HarnessCollab.Pulumi/{settings.ClientVersion}");
    }

    /// <exception cref="StoreException">The outcome has the same meaning for every call.</exception>
    /// <exception cref="LostReplyException">It is unknown whether a create took effect.</exception>
    public async Task<PlatformAnswer> SendAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        _boundary.Reach($"before {request.Call}");
        var answer = await AnswerAsync(request, cancellationToken);
        _boundary.Reach($"after {request.Call}");
        if (answer.Outcome is Outcome.Unavailable or Outcome.Unintelligible && !request.Call.IsRepeatable)
        {
            throw new LostReplyException(request.Call, $"the answer was {answer}", null);
        }

        return PlatformErrors.IsOfEveryCall(answer.Outcome) ? throw PlatformErrors.Of(request, answer, _settings) : answer;
    }

    public void Dispose()
    {
        _http.Dispose();
        _rate.Dispose();
        _concurrency.Dispose();
    }

    private async Task<PlatformAnswer> AnswerAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Resilience.DeadlineOf(request.Call), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await Resilience.Pace.RepeatAsync(
                () => TakeTurnAsync(request, either.Token), attempt => Resilience.Judge(request.Call.IsRepeatable, attempt), _time, either.Token);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or TimeoutException
            || (cause is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw request.Call.IsRepeatable || cause is HttpRequestException failure && Resilience.WasNeverSent(failure)
                ? PlatformErrors.Unreachable(request, _settings, cause, _certificates.Refused)
                : new LostReplyException(request.Call, "no answer came", cause);
        }
    }

    // Each attempt waits for its own turn, and no call holds a turn while it waits for its next attempt.
    private async Task<PlatformAnswer> TakeTurnAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        using var paid = await _rate.AcquireAsync(cancellationToken: cancellationToken);
        using var turn = await _concurrency.AcquireAsync(cancellationToken: cancellationToken);
        return await AttemptAsync(request, cancellationToken);
    }

    // A body that cannot be decoded is empty here: a failure status has its meaning without a body.
    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var kept = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                kept.Write(buffer, 0, read);
                if (kept.Length > LargestAnswer)
                {
                    throw new IOException($"the answer is longer than {LargestAnswer / 1024 / 1024} MiB");
                }
            }

            return AnswerBody.Decode(kept.GetBuffer().AsSpan(0, (int)kept.Length), response.Content.Headers.ContentType?.CharSet);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return response.IsSuccessStatusCode
                ? throw new IOException($"the answer could not be read ({failure.GetBaseException().Message.TrimEnd('.')})", failure)
                : "";
        }
    }

    private async Task<PlatformAnswer> AttemptAsync(PlatformRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(request.Call.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var message = new HttpRequestMessage(
            request.Call.Method, new Uri($"{_settings.Endpoint.AbsoluteUri.TrimEnd('/')}/ng/api/{request.Address(_settings.AccountId)}"));
        message.Headers.Add(KeyHeader, _settings.ApiKey.Reveal());
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        }

        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var text = await ReadBodyAsync(response, either.Token);
            return AnswerReader.Read(request, (int)response.StatusCode, text, _settings.ApiKey) with
            {
                RetryAfter = RetryAfter.Of(response, _time.GetUtcNow()),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(patience.IsCancellationRequested
                ? $"no answer within {request.Call.Patience.TotalSeconds:0} s"
                : "the connection could not be made in time");
        }
    }
}
