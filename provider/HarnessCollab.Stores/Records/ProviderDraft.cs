namespace HarnessCollab.Stores;

/// <summary>A provider as somebody wants it, or knew it: the fields and where the credential comes from.</summary>
public sealed record ProviderDraft(ProviderFields Fields, CredentialSource Credential);
