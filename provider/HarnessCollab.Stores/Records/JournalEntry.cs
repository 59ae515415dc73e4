namespace HarnessCollab.Stores;

/// <summary>One write, as the journal records it. Entries are never changed or removed.</summary>
public sealed record JournalEntry
{
    /// <summary>The names of actions in the journal and in output.</summary>
    public static Words<JournalAction> Actions { get; } = new(
        "an action of the journal",
        (JournalAction.Created, "created"),
        (JournalAction.Updated, "updated"),
        (JournalAction.Adopted, "adopted"),
        (JournalAction.Deleted, "deleted"),
        (JournalAction.Sealed, "sealed"),
        (JournalAction.KeyRotated, "keyRotated"));

    /// <summary>The names of subjects in the journal and in output.</summary>
    public static Words<JournalSubject> Subjects { get; } = new(
        "a subject of the journal",
        (JournalSubject.JiraAccount, "provider"),
        (JournalSubject.EncryptedText, "encryptedText"),
        (JournalSubject.Store, "store"));

    /// <summary>The entry's number; later writes have higher numbers.</summary>
    public required long Sequence { get; init; }

    /// <summary>The time in UTC, by the writer's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required JournalAction Action { get; init; }

    /// <summary>The kind of object that was written.</summary>
    public required JournalSubject Subject { get; init; }

    /// <summary>The id of the object after the write.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name of the object after the write.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Who wrote it, as declared.</summary>
    public required Author Author { get; init; }

    public required ImmutableArray<FieldChange> Changes { get; init; }
}

public enum JournalAction
{
    Created,

    /// <summary>Fields, credential or owner were written.</summary>
    Updated,

    /// <summary>A repeated create adopted the object under a new id.</summary>
    Adopted,
    Deleted,

    /// <summary>The object was accepted as it was, after somebody without the store's key had changed it.</summary>
    Sealed,

    /// <summary>All secrets of the store were encrypted with another key.</summary>
    KeyRotated,
}

public enum JournalSubject
{
    JiraAccount,
    EncryptedText,
    Store,
}

/// <summary>One field of a journal entry with its old and new value; a credential appears as its short fingerprint.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
