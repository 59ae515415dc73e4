namespace HarnessCollab.Stores;

/// <summary>
/// What uses an encrypted text: its display name (with its kind in front where that is no provider), and the id where the store tells it.
/// </summary>
public sealed record EncryptedTextUser(string Name, string? Id);
