using System.Security.Authentication;
using System.Threading.RateLimiting;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// How often and how fast the platform is asked: calls that are safe to repeat are repeated after failures of transport and gateway,
/// any call after "too many requests" and after a failed look at the key, for then nothing was done. The platform itself never says how long to wait;
/// what stands before it may.
/// </summary>
internal static class Resilience
{
    /// <summary>For a call with all its attempts and waits, where one attempt does not need more.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <summary>Between the attempts of one call.</summary>
    public static readonly Pace Pace = new(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(20), Repeats: 8);

    /// <summary>The same for this call.</summary>
    public static TimeSpan DeadlineOf(PlatformCall call) => call.Patience > Deadline ? call.Patience : Deadline;

    private const int AtOnce = 4;

    // The lowest documented limit is 400 a minute for each key; what a run has not used it may use at once.
    private static readonly TokenBucketRateLimiterOptions Rate = new()
    {
        TokenLimit = 200,
        TokensPerPeriod = 3,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = int.MaxValue,
    };

    public static RateLimiter CreateRate() => new TokenBucketRateLimiter(Rate);

    public static RateLimiter CreateConcurrency() => new ConcurrencyLimiter(new() { PermitLimit = AtOnce, QueueLimit = int.MaxValue });

    /// <summary>Whether a call is worth another attempt.</summary>
    /// <param name="isRepeatable">Whether it may be repeated although it may have had its effect.</param>
    public static Again Judge(bool isRepeatable, Attempt<PlatformAnswer> attempt) => attempt switch
    {
        { Result: { Outcome: Outcome.RateLimited or Outcome.KeyUnchecked } answer } => Again.After(answer.RetryAfter),
        { Result: { Outcome: Outcome.Unavailable } answer } when isRepeatable => Again.After(answer.RetryAfter),
        // A certificate is the same when it is shown again.
        { Failure: HttpRequestException { InnerException: AuthenticationException } } => Again.No,
        { Failure: HttpRequestException failure } when WasNeverSent(failure) || isRepeatable => Again.Soon,
        { Failure: TimeoutException or IOException } when isRepeatable => Again.Soon,
        _ => Again.No,
    };

    /// <summary>Whether the failure came before the request left, so that the platform cannot have acted on it.</summary>
    public static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError;
}
