namespace HarnessCollab.Stores;

/// <summary>What every store knows about every object of any kind.</summary>
/// <typeparam name="TFields">The plain fields of such an object.</typeparam>
public record StoreRecord<TFields>
    where TFields : INamedFields
{
    /// <summary>The id in its canonical spelling; assigned by the store.</summary>
    public required string Id { get; init; }

    public required TFields Fields { get; init; }

    /// <summary>The name that users see.</summary>
    public string Name => Fields.Name;

    /// <summary>
    /// Changes whenever a field or the credential changes; for a credential that is managed separately, only when the account refers to another one.
    /// Opaque: compare it, never parse it.
    /// </summary>
    public required string Revision { get; init; }

    /// <summary>The mark of the credential's present value.</summary>
    public required CredentialMark CredentialMark { get; init; }

    /// <summary>The URN that declared the last write; empty when a person wrote it outside a program, or the store does not record owners.</summary>
    public required string Owner { get; init; }

    /// <summary>
    /// Whether, as far as can be known, the object is in somebody's state, so it is not left by a create whose answer was lost. False only from its
    /// creation until its next write, or until the process that created it ends normally.
    /// </summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Who made the last write, as declared; <see cref="Author.Unknown"/> when the store does not record it.</summary>
    public required Author UpdatedBy { get; init; }

    /// <summary>The time of the last write in UTC, by the writer's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The time of the creation in UTC, by the writer's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A warning, with its code, about the write that returned this record; usually null.</summary>
    public string? Warning { get; init; }

    /// <summary>The row's seal, in stores with seals.</summary>
    internal string? Seal { get; init; }

    /// <summary>The idempotency key of its create, in stores that set one; null once the object has been changed.</summary>
    internal string? CreateStamp { get; init; }
}

/// <summary>An object that a search found.</summary>
public sealed record FoundObject(string Id, string Name);

/// <summary>Fields that include a name.</summary>
public interface INamedFields
{
    /// <summary>The name that users see; unique in stores with <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    string Name { get; }
}

/// <summary>An object as the caller wants it, or knew it: the fields and the source of the credential.</summary>
/// <param name="Credential">The source of the credential; for an encrypted text, its value.</param>
/// <param name="Revision">
/// As a basis: the known <see cref="StoreRecord{TFields}.Revision"/>, or null. Stores that never return values need it to notice that somebody else
/// has written a secret.
/// </param>
public sealed record Draft<TFields>(TFields Fields, CredentialSource Credential, string? Revision = null)
{
    /// <summary>
    /// As a candidate: whether a delegate's test is a part of the save, even when there is nothing to write. Stores without delegates ignore it.
    /// </summary>
    public DelegateTest DelegateTest { get; init; }
}

/// <summary>
/// The result of an update. <paramref name="AlreadyEqual"/>: the row already had the requested values, as after a lost reply, and at most the owner
/// was written.
/// </summary>
public sealed record UpdateResult<TRecord>(TRecord Record, bool AlreadyEqual);

/// <summary>What identifies an object that does not exist yet: its name in some stores, its identifier and scope in others.</summary>
/// <param name="Identifier">The requested identifier; null if the store has none, or derives it from the name.</param>
/// <param name="Scope">The scope in which to create it; null = the store's <see cref="StoreCapabilities.DefaultUsageScope"/>.</param>
public sealed record ObjectIdentity(string Name, string? Identifier = null, UsageScope? Scope = null);

/// <summary>The result of a delete.</summary>
/// <param name="Existed">False when there was nothing to delete, which is success.</param>
/// <param name="LastWriter">Who wrote the row last, if that was another URN than the deleting one; otherwise null.</param>
/// <param name="LastWrittenAt">The time of that write; otherwise null.</param>
/// <param name="Kept">Whether the object still exists, because this author wrote it once and another stack has written it since.</param>
public sealed record DeleteResult(bool Existed, Author? LastWriter, DateTimeOffset? LastWrittenAt, bool Kept = false)
{
    public static DeleteResult Missing { get; } = new(false, null, null);
}
