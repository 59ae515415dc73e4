namespace HarnessCollab.Stores;

/// <summary>
/// An encrypted text as somebody wants it, or knew it. A null value means, as a basis, no claim about the value, and as a
/// candidate, keep the stored one.
/// </summary>
public sealed record EncryptedTextDraft(EncryptedTextFields Fields, SecretText? Value);
