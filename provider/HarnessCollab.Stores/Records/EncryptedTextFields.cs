namespace HarnessCollab.Stores;

/// <summary>The plain fields of an encrypted text: all of it but the value.</summary>
public sealed record EncryptedTextFields
{
    /// <summary>The name; unique in the store, case-sensitively.</summary>
    public required string Name { get; init; }

    /// <summary>Where the text, and every provider that uses it, may be used.</summary>
    public UsageScope UsageScope { get; init; } = UsageScope.All;
}
