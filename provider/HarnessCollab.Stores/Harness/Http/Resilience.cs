using System.Security.Authentication;
using System.Threading.RateLimiting;
using HarnessCollab.Stores.Harness.Outcomes;

namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// How often and how fast we call the platform. Calls that are safe to repeat are repeated after failures of the network or a gateway. Any call is
/// repeated after "too many requests" and after a failed check of the key, because then nothing was done. The platform itself never says how long to
/// wait; a gateway in front of it can.
/// </summary>
internal static class Resilience
{
    /// <summary>The time limit for a call including all its attempts and waits, unless one attempt needs more.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    /// <summary>The waits between the attempts of one call.</summary>
    public static readonly Pace Pace = new(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(20), Repeats: 8);

    /// <summary>The time limit for this call including all its attempts and waits.</summary>
    public static TimeSpan DeadlineOf(PlatformCall call) => call.Patience > Deadline ? call.Patience : Deadline;

    private const int AtOnce = 4;

    // The lowest documented limit is 400 calls a minute for each key. Unused permits accumulate and can be used in a burst.
    private static readonly TokenBucketRateLimiterOptions Rate = new()
    {
        TokenLimit = 200,
        TokensPerPeriod = 3,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = int.MaxValue,
    };

    public static RateLimiter CreateRate() => new TokenBucketRateLimiter(Rate);

    public static RateLimiter CreateConcurrency() => new ConcurrencyLimiter(new() { PermitLimit = AtOnce, QueueLimit = int.MaxValue });

    /// <summary>Whether to retry a call.</summary>
    /// <param name="isRepeatable">Whether the call can be repeated even if it may have taken effect.</param>
    public static Again Judge(bool isRepeatable, Attempt<PlatformAnswer> attempt) => attempt switch
    {
        { Result: { Outcome: Outcome.RateLimited or Outcome.KeyUnchecked } answer } => Again.After(answer.RetryAfter),
        { Result: { Outcome: Outcome.Unavailable } answer } when isRepeatable => Again.After(answer.RetryAfter),
        // A certificate does not change when it is sent again.
        { Failure: HttpRequestException { InnerException: AuthenticationException } } => Again.No,
        { Failure: HttpRequestException failure } when WasNeverSent(failure) || isRepeatable => Again.Soon,
        { Failure: TimeoutException or IOException } when isRepeatable => Again.Soon,
        _ => Again.No,
    };

    /// <summary>Whether the failure occurred before the request was sent, so the platform cannot have acted on it.</summary>
    public static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError;
}
