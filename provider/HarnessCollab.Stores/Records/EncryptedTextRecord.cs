namespace HarnessCollab.Stores;

/// <summary>An encrypted text as the store holds it; the value stays inside.</summary>
public sealed record EncryptedTextRecord
{
    /// <summary>The id, in its one spelling; made by the store.</summary>
    public required string Id { get; init; }

    /// <summary>The identifier in its scope; null in stores without identifiers.</summary>
    public string? Identifier { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it may be used.</summary>
    public required UsageScope UsageScope { get; init; }

    /// <summary>Changes with name, scope and value. Opaque.</summary>
    public required string Revision { get; init; }

    /// <summary>The mark of the present value.</summary>
    public required CredentialMark Mark { get; init; }

    /// <summary>The URN that claimed the last write; empty when a person wrote it outside a program, or the store records none.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether a provider owns it; such a text cannot be renamed, rescoped, removed or referenced by others.</summary>
    public required bool Managed { get; init; }

    /// <summary>What people note on it.</summary>
    public EncryptedTextLabels Labels { get; init; } = EncryptedTextLabels.None;

    /// <summary>The secret manager that keeps it; null in stores that have none.</summary>
    public string? SecretManager { get; init; }

    /// <summary>Where the value lies, when another system keeps it and the store knows the place only; null when the text has a value of its own.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the store does not show it to us, so that nothing is known but what its id says; not even whether it is there.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether the text is in somebody's state for all that can be known: then it is no lost answer of a create. False only between its making and its next write, or the orderly end of its maker.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Who claims the last write; <see cref="Author.Unknown"/> when the store records none.</summary>
    public required Author UpdatedBy { get; init; }

    /// <summary>When the last write was, in UTC by the writer's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the text was made, in UTC by the writer's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The row's seal, where the store has seals.</summary>
    internal string? Seal { get; init; }
}
