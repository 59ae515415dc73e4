namespace HarnessCollab.Stores;

/// <summary>What an update of a text left behind. <paramref name="AlreadyEqual"/>: the row was as wanted before; nothing but perhaps the owner was written.</summary>
public sealed record EncryptedTextUpdateResult(EncryptedTextRecord Record, bool AlreadyEqual);
