namespace HarnessCollab.Stores;

/// <summary>What every store knows of every object, whatever it is an object of.</summary>
/// <typeparam name="TFields">The plain fields of such an object.</typeparam>
public record StoreRecord<TFields>
    where TFields : INamedFields
{
    /// <summary>The id, in its one spelling; made by the store.</summary>
    public required string Id { get; init; }

    public required TFields Fields { get; init; }

    /// <summary>The name that people know it by.</summary>
    public string Name => Fields.Name;

    /// <summary>
    /// Changes whenever a field or the credential does; of a credential kept elsewhere, only when another one is meant. Opaque: compare, never parse.
    /// </summary>
    public required string Revision { get; init; }

    /// <summary>The mark of the credential's present value.</summary>
    public required CredentialMark CredentialMark { get; init; }

    /// <summary>The URN that claimed the last write; empty when a person wrote it outside a program, or the store records none.</summary>
    public required string Owner { get; init; }

    /// <summary>
    /// Whether the object is in somebody's state for all that can be known: then it is no lost answer of a create. False only between its making
    /// and its next write, or the orderly end of its maker.
    /// </summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Who claims the last write; <see cref="Author.Unknown"/> when the store records none.</summary>
    public required Author UpdatedBy { get; init; }

    /// <summary>When the last write was, in UTC by the writer's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the object was made, in UTC by the writer's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A warning about the write that has given this record, with its code; usually null.</summary>
    public string? Warning { get; init; }

    /// <summary>The row's seal, where the store has seals.</summary>
    internal string? Seal { get; init; }

    /// <summary>What its create has marked it with, in stores that do; null once it has been changed since.</summary>
    internal string? CreateStamp { get; init; }
}

/// <summary>An object as a search gives it.</summary>
public sealed record FoundObject(string Id, string Name);

/// <summary>Fields that hold a name.</summary>
public interface INamedFields
{
    /// <summary>The name that people know the object by; unique in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    string Name { get; }
}

/// <summary>An object as somebody wants it, or knew it: the fields and where the credential comes from.</summary>
/// <param name="Credential">Where the credential comes from; of an encrypted text, its value.</param>
/// <param name="Revision">
/// As a basis: the <see cref="StoreRecord{TFields}.Revision"/> that was known, or null. Stores that never give values back need it to notice that a
/// secret was written by someone else.
/// </param>
public sealed record Draft<TFields>(TFields Fields, CredentialSource Credential, string? Revision = null)
{
    /// <summary>
    /// As a candidate: whether a delegate's test belongs to the save; also where what is wanted stands already. Stores without delegates pass it
    /// over.
    /// </summary>
    public DelegateTest DelegateTest { get; init; }
}

/// <summary>
/// What an update left behind. <paramref name="AlreadyEqual"/>: the row was as wanted before, as after a lost reply; nothing but perhaps the owner
/// was written.
/// </summary>
public sealed record UpdateResult<TRecord>(TRecord Record, bool AlreadyEqual);

/// <summary>What tells an object that is still to be made from others: its name in some stores, its identifier in its scope in others.</summary>
/// <param name="Identifier">The identifier wanted; null where the store has none, or derives it from the name.</param>
/// <param name="Scope">Where it is to lie; null means the store's <see cref="StoreCapabilities.DefaultUsageScope"/>.</param>
public sealed record ObjectIdentity(string Name, string? Identifier = null, UsageScope? Scope = null);

/// <summary>What a delete met.</summary>
/// <param name="Existed">False when there was nothing to delete, which is success.</param>
/// <param name="LastWriter">Who wrote the row last, when that was another URN than the one deleting; null otherwise.</param>
/// <param name="LastWrittenAt">When that was; null otherwise.</param>
/// <param name="Kept">Whether it is still there: this author wrote it once, and another stack has written it since.</param>
public sealed record DeleteResult(bool Existed, Author? LastWriter, DateTimeOffset? LastWrittenAt, bool Kept = false)
{
    public static DeleteResult Missing { get; } = new(false, null, null);
}
