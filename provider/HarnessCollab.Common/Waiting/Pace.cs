namespace HarnessCollab.Common;

/// <summary>
/// The waiting rules for every loop that retries: each wait is twice the previous one, up to a maximum, plus a small random part, so that
/// callers that failed at the same time do not all retry at the same time.
/// </summary>
/// <param name="First">The wait before the first retry.</param>
/// <param name="Longest">The maximum of our own waits, without the random part. The other side can ask for a longer one.</param>
/// <param name="Repeats">The maximum number of retries, not counting the first attempt.</param>
public sealed record Pace(TimeSpan First, TimeSpan Longest, int Repeats)
{
    /// <summary>
    /// The minimum of the first wait when the other side asks for a wait: a server under load that asks for zero would be flooded.
    /// </summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    private const double MostChance = 0.25;

    /// <summary>No retry starts later than this after the first attempt began; null = only the number of retries is limited.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The wait before a retry.</summary>
    /// <param name="repeat">1 for the first.</param>
    /// <param name="asked">The wait that the other side asks for; zero for a moment in the past; null = it does not ask for one.</param>
    public TimeSpan Before(int repeat, TimeSpan? asked = null)
    {
        var own = Grown(asked is null ? First : Floor, repeat);
        return (asked > own ? asked.Value : own) * (1 + (MostChance * Random.Shared.NextDouble()));
    }

    /// <summary>All waits in order, for a caller that has its own loop.</summary>
    public IEnumerable<TimeSpan> Waits() => Enumerable.Range(1, Repeats).Select(repeat => Before(repeat));

    /// <summary>
    /// Repeats the attempt until <paramref name="judge"/> accepts the outcome or a limit is reached. Returns the last result, or throws the last
    /// failure.
    /// </summary>
    /// <param name="attempt">Tries once.</param>
    /// <param name="judge">Decides whether to retry.</param>
    /// <param name="time">The clock for measuring and waiting.</param>
    /// <param name="cancellationToken">Ends a wait.</param>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, Func<Attempt<T>, Again> judge, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(judge);
        var start = time.GetTimestamp();
        for (var repeat = 1; ; repeat++)
        {
            TimeSpan wait;
            try
            {
                var result = await attempt().ConfigureAwait(false);
                if (!IsDue(judge(new(result, null)), out wait))
                {
                    return result;
                }
            }
            catch (Exception failure) when (IsDue(judge(new(default, failure)), out wait))
            {
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);

            bool IsDue(Again again, out TimeSpan wait)
            {
                wait = again.IsWanted ? Before(repeat, again.Asked) : TimeSpan.Zero;
                return again.IsWanted && repeat <= Repeats && (Patience is not { } patience || time.GetElapsedTime(start) + wait < patience);
            }
        }
    }

    private TimeSpan Grown(TimeSpan first, int repeat)
    {
        // Limits the exponent: thirty doublings of a millisecond are twelve days.
        var grown = first.TotalMilliseconds * Math.Pow(2, Math.Min(repeat - 1, 30));
        return TimeSpan.FromMilliseconds(Math.Min(grown, Math.Max(Longest.TotalMilliseconds, first.TotalMilliseconds)));
    }
}

/// <summary>Whether to retry, and the wait that the other side asks for.</summary>
public readonly record struct Again
{
    /// <summary>No: the result or failure is final.</summary>
    public static readonly Again No;

    /// <summary>Yes, with our own waits.</summary>
    public static readonly Again Soon = new() { IsWanted = true };

    public bool IsWanted { get; private init; }

    /// <summary>The wait that the other side asks for; null = none.</summary>
    public TimeSpan? Asked { get; private init; }

    /// <summary>Yes, after the wait that the other side asks for; null = it does not ask for one.</summary>
    public static Again After(TimeSpan? asked) => new() { IsWanted = true, Asked = asked };

    /// <summary>Yes, with our own waits, if <paramref name="isWanted"/>.</summary>
    public static Again If(bool isWanted) => isWanted ? Soon : No;
}

/// <summary>How one attempt ended.</summary>
/// <param name="Result">The result; not meaningful after a failure.</param>
/// <param name="Failure">Null = the attempt succeeded.</param>
public readonly record struct Attempt<T>(T? Result, Exception? Failure);
