namespace HarnessCollab.Stores;

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
