namespace HarnessCollab.Stores;

/// <summary>What tells an encrypted text that is still to be made from others: its name in some stores, its identifier in its scope in others.</summary>
/// <param name="Name">The name wanted.</param>
/// <param name="Identifier">The identifier wanted; null where the store has none, or derives it from the name.</param>
/// <param name="Scope">Where it is to be usable; null means the store's <see cref="StoreCapabilities.DefaultUsageScope"/>.</param>
public sealed record EncryptedTextIdentity(string Name, string? Identifier = null, UsageScope? Scope = null);
