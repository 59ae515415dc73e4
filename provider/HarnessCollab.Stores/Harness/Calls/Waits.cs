namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>Waits between repeats of what the platform does late: growing, jittered, some thirty seconds together.</summary>
internal static class Waits
{
    /// <summary>Until the platform has noticed that a use is over.</summary>
    public static IEnumerable<TimeSpan> ForLateRecords() => Growing(1, 2, 4, 6, 8, 10);

    /// <summary>Until the built-in secret manager of a new project is there.</summary>
    public static IEnumerable<TimeSpan> ForLateManager() => Growing(1, 2, 4, 8);

    /// <summary>Between a lost reply and the look at what became of the call.</summary>
    public static IEnumerable<TimeSpan> AfterLostReply() => Growing(0.5, 2, 5);

    // Several runs that meet the same delay should not come back at the same moment.
    private static IEnumerable<TimeSpan> Growing(params IEnumerable<double> seconds) =>
        seconds.Select(wait => TimeSpan.FromSeconds(wait * (0.8 + (0.4 * Random.Shared.NextDouble()))));
}
