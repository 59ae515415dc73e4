namespace HarnessCollab.Stores.Sql;

/// <summary>Where a write can be cut short. Nothing in production listens; crash tests kill the process from here.</summary>
internal sealed class WriteBoundary(Action<string>? reached = null)
{
    public static WriteBoundary Unwatched { get; } = new();

    public void Reach(string moment) => reached?.Invoke(moment);
}
