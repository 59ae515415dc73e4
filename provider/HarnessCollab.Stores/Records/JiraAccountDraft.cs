namespace HarnessCollab.Stores;

/// <summary>A provider as somebody wants it, or knew it: the fields and where the credential comes from.</summary>
/// <param name="Fields">The plain fields.</param>
/// <param name="Credential">Where the credential comes from.</param>
/// <param name="Revision">As a basis: the <see cref="JiraAccountRecord.Revision"/> that was known, or null. Stores that never give values back need it to notice that a secret was written by someone else.</param>
public sealed record JiraAccountDraft(JiraAccountFields Fields, CredentialSource Credential, string? Revision = null);
