using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness;

/// <summary>Revisions as this store makes them: the mark of the object itself, and behind the first slash that of its secret.</summary>
internal static class Revisions
{
    // The platform may take the two times of one write one after the other.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Whether something is as it was at a time, by the time of its last change.</summary>
    public static bool IsUnchangedSince(DateTimeOffset at, DateTimeOffset modifiedAt) => modifiedAt - at <= Moment;

    public static string Revision(string ownMark, string secretMark) => $"{ownMark}/{secretMark}";

    /// <summary>The secret that was referred to at a revision.</summary>
    public static HarnessId? SecretAt(string? revision) =>
        revision?.IndexOf('/', StringComparison.Ordinal) is { } slash and >= 0 ? HarnessId.Parse(revision[(slash + 1)..].Split('@')[0]) : null;
}
