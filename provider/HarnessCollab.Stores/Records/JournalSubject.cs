namespace HarnessCollab.Stores;

/// <summary>What kind of thing a journal entry is about.</summary>
public enum JournalSubject
{
    /// <summary>A provider.</summary>
    Provider,

    /// <summary>An encrypted text.</summary>
    EncryptedText,

    /// <summary>The store itself.</summary>
    Store,
}
