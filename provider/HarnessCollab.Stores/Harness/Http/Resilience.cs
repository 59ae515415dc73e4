using System.Security.Authentication;
using System.Threading.RateLimiting;
using Polly;
using Polly.Retry;
using Outcome = HarnessCollab.Stores.Harness.Outcomes.Outcome;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// How often and how fast the platform is asked: calls that are safe to repeat are repeated after failures of transport and gateway,
/// any call after "too many requests" and after a failed look at the key, for then nothing was done. The platform itself never says how long to wait;
/// what stands before it may.
/// </summary>
internal static class Resilience
{
    /// <summary>For one attempt.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(60);

    /// <summary>For a call with all its attempts and waits.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private static readonly Pace Pace = new(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(20), Repeats: 8);

    private const int AtOnce = 4;

    // The lowest documented limit is 400 a minute for each key; what a run has not used it may use at once.
    private static readonly TokenBucketRateLimiterOptions Rate = new()
    {
        TokenLimit = 200,
        TokensPerPeriod = 3,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = int.MaxValue,
    };

    public static ResiliencePipeline<PlatformAnswer> Create(bool isRepeatable, RateLimiter rate, RateLimiter concurrency, TimeProvider time) =>
        new ResiliencePipelineBuilder<PlatformAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<PlatformAnswer>
            {
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(isRepeatable, arguments.Outcome)),
                MaxRetryAttempts = Pace.Repeats,
                DelayGenerator = arguments =>
                    ValueTask.FromResult<TimeSpan?>(Pace.Before(arguments.AttemptNumber + 1, arguments.Outcome.Result?.RetryAfter)),
            })
            .AddRateLimiter(rate)
            .AddRateLimiter(concurrency)
            .Build();

    public static RateLimiter CreateRate() => new TokenBucketRateLimiter(Rate);

    public static RateLimiter CreateConcurrency() => new ConcurrencyLimiter(new() { PermitLimit = AtOnce, QueueLimit = int.MaxValue });

    private static bool ShouldRepeat(bool isRepeatable, Outcome<PlatformAnswer> outcome) => outcome switch
    {
        { Result.Outcome: Outcome.RateLimited or Outcome.KeyUnchecked } => true,
        { Result.Outcome: Outcome.Unavailable } => isRepeatable,
        // A certificate is the same when it is shown again.
        { Exception: HttpRequestException { InnerException: AuthenticationException } } => false,
        { Exception: HttpRequestException failure } => WasNeverSent(failure) || isRepeatable,
        { Exception: TimeoutException or IOException } => isRepeatable,
        _ => false,
    };

    /// <summary>Whether the failure came before the request left, so that the platform cannot have acted on it.</summary>
    public static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError;
}
