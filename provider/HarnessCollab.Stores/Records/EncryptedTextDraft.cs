namespace HarnessCollab.Stores;

/// <summary>
/// An encrypted text as somebody wants it, or knew it. A null value means, as a basis, no claim about the value, and as a
/// candidate, keep the stored one.
/// </summary>
/// <param name="Fields">All of it but the value.</param>
/// <param name="Value">The value, or null.</param>
/// <param name="Revision">As a basis: the <see cref="EncryptedTextRecord.Revision"/> that was known, or null; as with <see cref="JiraAccountDraft"/>.</param>
public sealed record EncryptedTextDraft(EncryptedTextFields Fields, SecretText? Value, string? Revision = null);
