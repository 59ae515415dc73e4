using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>One write, as the journal keeps it. Entries are only ever added.</summary>
public sealed record JournalEntry
{
    /// <summary>What actions are called in the journal and in output.</summary>
    public static Words<JournalAction> Actions { get; } = new(
        "an action of the journal",
        (JournalAction.Created, "created"),
        (JournalAction.Updated, "updated"),
        (JournalAction.Adopted, "adopted"),
        (JournalAction.Deleted, "deleted"),
        (JournalAction.Sealed, "sealed"),
        (JournalAction.KeyRotated, "keyRotated"));

    /// <summary>What things are called there.</summary>
    public static Words<JournalSubject> Subjects { get; } = new(
        "a subject of the journal",
        (JournalSubject.JiraAccount, "provider"),
        (JournalSubject.EncryptedText, "encryptedText"),
        (JournalSubject.Store, "store"));

    /// <summary>The entry's number; later writes have higher ones.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in UTC by the writer's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required JournalAction Action { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required JournalSubject Subject { get; init; }

    /// <summary>The id of the thing after the write.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name of the thing after the write.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Who, as claimed.</summary>
    public required Author Author { get; init; }

    public required ImmutableArray<FieldChange> Changes { get; init; }
}

public enum JournalAction
{
    Created,

    /// <summary>Fields, credential or owner written.</summary>
    Updated,

    /// <summary>Taken over by a repeated create, under a new id.</summary>
    Adopted,
    Deleted,

    /// <summary>Accepted as it stood, after somebody without the store's key had changed it.</summary>
    Sealed,

    /// <summary>All secrets of the store encrypted anew.</summary>
    KeyRotated,
}

public enum JournalSubject
{
    JiraAccount,
    EncryptedText,
    Store,
}

/// <summary>One field of a journal entry: what it was and what it became; a credential is given as its short fingerprint.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
