namespace HarnessCollab.Stores;

/// <summary>What every store knows of every object, whatever it is an object of.</summary>
/// <typeparam name="TFields">The plain fields of such an object.</typeparam>
public record StoreRecord<TFields>
    where TFields : INamedFields
{
    /// <summary>The id, in its one spelling; made by the store.</summary>
    public required string Id { get; init; }

    /// <summary>The plain fields.</summary>
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

    /// <summary>The row's seal, where the store has seals.</summary>
    internal string? Seal { get; init; }
}

/// <summary>Fields that hold a name.</summary>
public interface INamedFields
{
    /// <summary>The name that people know the object by; unique in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    string Name { get; }
}
