namespace HarnessCollab.Stores.Harness.Calls;

/// <summary>The waits between retries of what the platform does late: growing, with a random part, about thirty seconds in total.</summary>
internal static class Waits
{
    /// <summary>Until the platform has noticed that a use has ended.</summary>
    public static IEnumerable<TimeSpan> ForLateRecords() =>
        new Pace(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(10), Repeats: 6).Waits();

    /// <summary>Until the built-in secret manager of a new project exists.</summary>
    public static readonly Pace ForLateManager = new(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(8), Repeats: 4);

    /// <summary>Until a delegate has tested a connection; the platform allows it some minutes.</summary>
    public static readonly Pace ForVerdict = new(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(10), Repeats: 30);

    /// <summary>Between a lost reply and the lookup of what the call did.</summary>
    public static IEnumerable<TimeSpan> AfterLostReply() =>
        new Pace(First: TimeSpan.FromSeconds(1), Longest: TimeSpan.FromSeconds(5), Repeats: 3).Waits();
}
