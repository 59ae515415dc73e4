namespace HarnessCollab.Stores;

/// <summary>
/// A store's failure. The message has the form <c>HC3nnn: what happened, where, how to fix</c>. It contains no secret, and text that it quotes is
/// cleaned, so it is safe in a terminal or a CI log.
/// </summary>
public class StoreException : Exception
{
    /// <summary>A failure with its code (one of <see cref="StoreErrorCodes"/>), text and, if any, cause.</summary>
    public StoreException(string code, string text, Exception? cause = null)
        : base(ServerText.Lines($"{code}: {text}"), cause) => (Code, Kind) = (code, StoreErrorCodes.KindOf(code));

    public string Code { get; }

    /// <summary>What the caller can do about the failure; follows from the code, except where the same code has two causes.</summary>
    public StoreErrorKind Kind { get; internal init; }
}

/// <summary>What the caller can do about a store's failure.</summary>
public enum StoreErrorKind
{
    /// <summary>The store did not answer; a later attempt can succeed.</summary>
    Unavailable,

    /// <summary>The named object does not exist.</summary>
    NotFound,
    AlreadyExists,

    /// <summary>Somebody else has changed the row.</summary>
    Conflict,
    InUse,

    /// <summary>The key is missing, unreadable, or the key of another store.</summary>
    WrongKey,

    /// <summary>The data is damaged, or somebody has tampered with it.</summary>
    Corrupt,

    /// <summary>The store can be read but not written.</summary>
    ReadOnly,
    DiskFull,

    /// <summary>A newer version of the plugin has upgraded the store.</summary>
    Newer,

    /// <summary>The setting for the store or its key is not valid.</summary>
    BadSettings,
    Denied,
    Unsupported,

    /// <summary>The store does not accept the API key, or the user and password.</summary>
    Unauthenticated,

    /// <summary>A policy of the account forbids the operation.</summary>
    PolicyDenied,

    /// <summary>The platform refused the request for a reason that does not go away by waiting.</summary>
    Rejected,
}

/// <summary>A name is in use. The exception names the holder, so the caller can say how to continue.</summary>
public sealed class NameTakenException : StoreException
{
    internal NameTakenException(string code, string text, NameHolder holder)
        : base(code, text) => Holder = holder;

    public NameHolder Holder { get; }
}

/// <summary>The row that holds a name. <paramref name="Owner"/> is the URN that wrote it last; empty if the store has none.</summary>
public sealed record NameHolder(string Id, string Name, string Owner, Author UpdatedBy, DateTimeOffset UpdatedAt)
{
    /// <summary>Whether it is the encrypted text of an account, which is removed with the account and cannot be managed separately.</summary>
    public bool IsManaged { get; init; }

    /// <summary>The holder, made from its row.</summary>
    public static NameHolder Of<TFields>(StoreRecord<TFields> row)
        where TFields : INamedFields =>
        new(row.Id, row.Name, row.Owner, row.UpdatedBy, row.UpdatedAt) { IsManaged = row is EncryptedTextRecord { Managed: true } };
}

/// <summary>Somebody else has changed the row, and the write would undo that change.</summary>
public sealed class StoreConflictException : StoreException
{
    internal StoreConflictException(string code, string text, ImmutableArray<string> fields, Author updatedBy, DateTimeOffset updatedAt)
        : base(code, text) => (Fields, UpdatedBy, UpdatedAt) = (fields, updatedBy, updatedAt);

    /// <summary>The changed fields, by their input names (<c>baseUrl</c>, <c>credential</c>, …).</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Who made the last write, as they declared themselves.</summary>
    public Author UpdatedBy { get; }

    public DateTimeOffset UpdatedAt { get; }
}

/// <summary>An encrypted text cannot be deleted because Jira accounts use it.</summary>
public sealed class EncryptedTextInUseException : StoreException
{
    internal EncryptedTextInUseException(string code, string text, ImmutableArray<EncryptedTextUser> users)
        : base(code, text) => Users = users;

    /// <summary>The accounts that use it, by display name; at most twenty in stores that keep their own data.</summary>
    public ImmutableArray<EncryptedTextUser> Users { get; }
}

/// <summary>
/// What uses an encrypted text: its display name (after its kind, if it is not a Jira account), and its id if the store reports it.
/// </summary>
public sealed record EncryptedTextUser(string Name, string? Id);
