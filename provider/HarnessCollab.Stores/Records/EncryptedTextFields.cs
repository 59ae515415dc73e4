namespace HarnessCollab.Stores;

/// <summary>The plain fields of an encrypted text: all of it but the value.</summary>
public sealed record EncryptedTextFields : INamedFields
{
    /// <summary>The name; unique, case-sensitively, in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where the text, and every Jira account that uses it, may be used; in the form that the store knows.
    /// </summary>
    public UsageScope UsageScope { get; init; } = UsageScope.All;

    /// <summary>
    /// The identifier in its scope, in stores that have identifiers; null means, for a create, derived from the name. Ignored by an update.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>What people note on it.</summary>
    public EncryptedTextLabels Labels { get; init; } = EncryptedTextLabels.None;

    /// <summary>
    /// Where the value lies, when another system keeps it and the store is told the place only; null when the text has a value of its own. Fixed but
    /// for the place itself.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The secret manager that keeps it, in stores that have such; null means, for a create, the store's default. Ignored by an update.
    /// </summary>
    public string? SecretManager { get; init; }
}
