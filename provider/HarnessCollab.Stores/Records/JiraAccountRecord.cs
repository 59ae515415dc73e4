namespace HarnessCollab.Stores;

/// <summary>A provider as the store holds it.</summary>
public sealed record JiraAccountRecord
{
    /// <summary>The id, in its one spelling; made by the store.</summary>
    public required string Id { get; init; }

    /// <summary>The plain fields.</summary>
    public required JiraAccountFields Fields { get; init; }

    /// <summary>The id of the encrypted text with the credential.</summary>
    public required string SecretId { get; init; }

    /// <summary>Whether that text belongs to this provider and goes with it.</summary>
    public required bool OwnsSecret { get; init; }

    /// <summary>Where the provider may be used; inherited from the text at the moment of reading.</summary>
    public required UsageScope UsageScope { get; init; }

    /// <summary>Changes whenever a field or the source of the credential does; in stores that never give values back, also when the secret is written. Opaque: compare, never parse.</summary>
    public required string Revision { get; init; }

    /// <summary>The mark of the text's present value.</summary>
    public required CredentialMark CredentialMark { get; init; }

    /// <summary>The URN that claimed the last write; empty when a person wrote it outside a program, or the store records none.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether the provider is in somebody's state for all that can be known: then it is no lost answer of a create. False only between its making and its next write, or the orderly end of its maker.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Who claims the last write; <see cref="Author.Unknown"/> when the store records none.</summary>
    public required Author UpdatedBy { get; init; }

    /// <summary>When the last write was, in UTC by the writer's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the provider was made, in UTC by the writer's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The row's seal, where the store has seals.</summary>
    internal string? Seal { get; init; }

    /// <summary>The seal of the text's row, where the store has seals.</summary>
    internal string? TextSeal { get; init; }
}
