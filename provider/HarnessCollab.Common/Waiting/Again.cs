namespace HarnessCollab.Common;

/// <summary>Whether to try again, and how long the other side asks to wait before.</summary>
public readonly record struct Again
{
    /// <summary>What came back, or was thrown, is final.</summary>
    public static readonly Again No;

    /// <summary>Yes, at our own pace.</summary>
    public static readonly Again Soon = new() { IsWanted = true };

    /// <summary>Whether to try again.</summary>
    public bool IsWanted { get; private init; }

    /// <summary>The wait that is asked for; null = none.</summary>
    public TimeSpan? Asked { get; private init; }

    /// <summary>Yes, after the wait that the other side asks for; null = it says none.</summary>
    public static Again After(TimeSpan? asked) => new() { IsWanted = true, Asked = asked };

    /// <summary>Yes, at our own pace, where <paramref name="isWanted"/>.</summary>
    public static Again If(bool isWanted) => isWanted ? Soon : No;
}
