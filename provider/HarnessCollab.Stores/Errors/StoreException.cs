using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>
/// A store's failure. The message reads <c>HC3nnn: what happened, where, how to fix</c>, holds no secret, and does no harm in a terminal or a CI log,
/// whoever wrote what it quotes.
/// </summary>
public class StoreException : Exception
{
    /// <summary>A failure with its code (one of <see cref="StoreErrorCodes"/>), kind, text and, if any, cause.</summary>
    public StoreException(string code, StoreErrorKind kind, string text, Exception? cause = null)
        : base(ServerText.Lines($"{code}: {text}"), cause) => (Code, Kind) = (code, kind);

    public string Code { get; }

    /// <summary>What a caller can do about it.</summary>
    public StoreErrorKind Kind { get; }
}

/// <summary>What a caller can do about a store's failure.</summary>
public enum StoreErrorKind
{
    /// <summary>The store did not answer; later it may.</summary>
    Unavailable,

    /// <summary>What was named does not exist.</summary>
    NotFound,
    AlreadyExists,

    /// <summary>Someone else has changed the row.</summary>
    Conflict,
    InUse,

    /// <summary>The key is missing, unreadable or not this store's.</summary>
    WrongKey,

    /// <summary>The data is damaged or has been tampered with.</summary>
    Corrupt,

    /// <summary>The store can be read but not written.</summary>
    ReadOnly,
    DiskFull,

    /// <summary>A newer version of the plugin has upgraded the store.</summary>
    Newer,

    /// <summary>The setting that names the store or its key makes no sense.</summary>
    BadSettings,
    Denied,
    Unsupported,

    /// <summary>The store does not accept the API key, or user and password.</summary>
    Unauthenticated,

    /// <summary>A policy of the account forbids what was asked.</summary>
    PolicyDenied,

    /// <summary>The platform refused the request for a reason that waiting does not change.</summary>
    Rejected,
}

/// <summary>A name is in use; the holder is named so that a caller can say how to get on.</summary>
public sealed class NameTakenException : StoreException
{
    internal NameTakenException(string code, string text, NameHolder holder)
        : base(code, StoreErrorKind.AlreadyExists, text) => Holder = holder;

    public NameHolder Holder { get; }
}

/// <summary>The row that has a name. <paramref name="Owner"/> is the URN that wrote it last, empty if none was claimed.</summary>
public sealed record NameHolder(string Id, string Name, string Owner, Author UpdatedBy, DateTimeOffset UpdatedAt)
{
    /// <summary>Whether it is the text of an account, which goes with it and cannot be managed by itself.</summary>
    public bool IsManaged { get; init; }

    /// <summary>The object that has it.</summary>
    public static NameHolder Of<TFields>(StoreRecord<TFields> row)
        where TFields : INamedFields =>
        new(row.Id, row.Name, row.Owner, row.UpdatedBy, row.UpdatedAt) { IsManaged = row is EncryptedTextRecord { Managed: true } };
}

/// <summary>Someone else has changed the row in a way that the write would undo.</summary>
public sealed class StoreConflictException : StoreException
{
    internal StoreConflictException(string code, string text, ImmutableArray<string> fields, Author updatedBy, DateTimeOffset updatedAt)
        : base(code, StoreErrorKind.Conflict, text) => (Fields, UpdatedBy, UpdatedAt) = (fields, updatedBy, updatedAt);

    /// <summary>The fields in question, by their input names (<c>baseUrl</c>, <c>credential</c>, …).</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Who claims the last write.</summary>
    public Author UpdatedBy { get; }

    public DateTimeOffset UpdatedAt { get; }
}

/// <summary>An encrypted text cannot go because providers use it.</summary>
public sealed class EncryptedTextInUseException : StoreException
{
    internal EncryptedTextInUseException(string code, string text, ImmutableArray<EncryptedTextUser> users)
        : base(code, StoreErrorKind.InUse, text) => Users = users;

    /// <summary>The providers that use it, by display name, at most twenty on the stores that keep their own data.</summary>
    public ImmutableArray<EncryptedTextUser> Users { get; }
}

/// <summary>
/// What uses an encrypted text: its display name (with its kind in front where that is no provider), and the id where the store tells it.
/// </summary>
public sealed record EncryptedTextUser(string Name, string? Id);
