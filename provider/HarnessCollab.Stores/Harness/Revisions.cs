using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness;

/// <summary>Revisions of this store: the modification mark of the object, a slash, and the modification mark of its secret.</summary>
internal static class Revisions
{
    // The platform may take the creation time and the modification time of one write one after the other.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Whether an object is unchanged since a time, judged by the time of its last change.</summary>
    public static bool IsUnchangedSince(DateTimeOffset at, DateTimeOffset modifiedAt) => modifiedAt - at <= Moment;

    public static string Revision(string ownMark, string secretMark) => $"{ownMark}/{secretMark}";

    /// <summary>The secret that the object referred to at a revision.</summary>
    public static HarnessId? SecretAt(string? revision) =>
        revision?.IndexOf('/', StringComparison.Ordinal) is { } slash and >= 0 ? HarnessId.Parse(revision[(slash + 1)..].Split('@')[0]) : null;
}
