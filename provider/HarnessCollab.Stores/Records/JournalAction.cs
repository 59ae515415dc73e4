namespace HarnessCollab.Stores;

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
