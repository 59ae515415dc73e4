namespace HarnessCollab.Stores.Sql;

/// <summary>An encrypted text with what only the store sees of it.</summary>
internal sealed record EncryptedTextRow(EncryptedTextRecord Record, long Revision, long ValueRevision, string KeyId, byte[] Ciphertext);
