using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>One write, as the journal keeps it. Entries are only ever added.</summary>
public sealed record JournalEntry
{
    /// <summary>The entry's number; later writes have higher ones.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in UTC by the writer's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required JournalAction Action { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required JournalSubject Subject { get; init; }

    /// <summary>The id of the thing after the write.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name of the thing after the write.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Who, as claimed.</summary>
    public required Author Author { get; init; }

    /// <summary>Which fields.</summary>
    public required ImmutableArray<FieldChange> Changes { get; init; }
}

/// <summary>What a journal entry records.</summary>
public enum JournalAction
{
    /// <summary>Made.</summary>
    Created,

    /// <summary>Fields, credential or owner written.</summary>
    Updated,

    /// <summary>Taken over by a repeated create, under a new id.</summary>
    Adopted,

    /// <summary>Removed.</summary>
    Deleted,

    /// <summary>Accepted as it stood, after somebody without the store's key had changed it.</summary>
    Sealed,

    /// <summary>All secrets of the store encrypted anew.</summary>
    KeyRotated,
}

/// <summary>What kind of thing a journal entry is about.</summary>
public enum JournalSubject
{
    /// <summary>A Jira account.</summary>
    JiraAccount,

    /// <summary>An encrypted text.</summary>
    EncryptedText,

    /// <summary>The store itself.</summary>
    Store,
}

/// <summary>One field of a journal entry: what it was and what it became; a credential is given as its short fingerprint.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
