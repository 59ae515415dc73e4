namespace HarnessCollab.Common;

/// <summary>
/// The rules of waiting, for every loop that tries again: each wait is twice the one before, up to a longest, and a little more by chance, since
/// those who met the same trouble should not come back at the same moment.
/// </summary>
/// <param name="First">The wait before the first repeat.</param>
/// <param name="Longest">No wait of ours is longer, chance aside. What is asked for from outside may be.</param>
/// <param name="Repeats">How often at most, not counting the first attempt.</param>
public sealed record Pace(TimeSpan First, TimeSpan Longest, int Repeats)
{
    /// <summary>
    /// The first wait at least where somebody outside says how long: "at once", asked for by a server under load, would be an onslaught.
    /// </summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    private const double MostChance = 0.25;

    /// <summary>No repeat begins later than this after the first attempt began; null = the number of repeats is the only bound.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The wait before a repeat.</summary>
    /// <param name="repeat">1 for the first.</param>
    /// <param name="asked">What the other side asks for; zero for a moment that has passed. Null = it does not say.</param>
    public TimeSpan Before(int repeat, TimeSpan? asked = null)
    {
        var own = Grown(asked is null ? First : Floor, repeat);
        return (asked > own ? asked.Value : own) * (1 + (MostChance * Random.Shared.NextDouble()));
    }

    /// <summary>All waits in order, for a caller with a loop of its own.</summary>
    public IEnumerable<TimeSpan> Waits() => Enumerable.Range(1, Repeats).Select(repeat => Before(repeat));

    /// <summary>
    /// Attempts until <paramref name="judge"/> is content or the bounds are met; then the last result, or the last failure, is the caller's.
    /// </summary>
    /// <param name="attempt">Tries once.</param>
    /// <param name="judge">Whether it is worth trying again.</param>
    /// <param name="time">Measures and waits.</param>
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
        // Thirty doublings of a millisecond are twelve days.
        var grown = first.TotalMilliseconds * Math.Pow(2, Math.Min(repeat - 1, 30));
        return TimeSpan.FromMilliseconds(Math.Min(grown, Math.Max(Longest.TotalMilliseconds, first.TotalMilliseconds)));
    }
}

/// <summary>Whether to try again, and how long the other side asks to wait before.</summary>
public readonly record struct Again
{
    /// <summary>What came back, or was thrown, is final.</summary>
    public static readonly Again No;

    /// <summary>Yes, at our own pace.</summary>
    public static readonly Again Soon = new() { IsWanted = true };

    public bool IsWanted { get; private init; }

    /// <summary>The wait that is asked for; null = none.</summary>
    public TimeSpan? Asked { get; private init; }

    /// <summary>Yes, after the wait that the other side asks for; null = it says none.</summary>
    public static Again After(TimeSpan? asked) => new() { IsWanted = true, Asked = asked };

    /// <summary>Yes, at our own pace, where <paramref name="isWanted"/>.</summary>
    public static Again If(bool isWanted) => isWanted ? Soon : No;
}

/// <summary>How one attempt ended.</summary>
/// <param name="Result">What came back; meaningless after a failure.</param>
/// <param name="Failure">Null = it came back.</param>
public readonly record struct Attempt<T>(T? Result, Exception? Failure);
