namespace HarnessCollab.Stores;

/// <summary>What an operator does to a store as a whole. Implemented by the stores that keep their own data.</summary>
public interface IStoreMaintenance
{
    /// <summary>
    /// Encrypts every secret anew in one transaction. With <paramref name="newKey"/> null a store that keeps its key in a file makes
    /// and saves a new one; a store whose key comes from settings needs the new key, and the settings must follow.
    /// </summary>
    /// <returns>How many secrets were encrypted anew.</returns>
    Task<int> RotateKeyAsync(SecretText? newKey, Author author, CancellationToken cancellationToken = default);

    /// <summary>Accepts an account, and the scope of its text, as they stand, although somebody without the key has changed them.</summary>
    /// <param name="seen">The account as whoever decides this has seen it.</param>
    /// <exception cref="StoreConflictException">It has been changed since.</exception>
    Task SealAsync(JiraAccountRecord seen, Author author, CancellationToken cancellationToken = default);

    /// <summary>Writes a consistent copy to a file that does not exist yet, while others go on working. The key is not part of it.</summary>
    /// <exception cref="StoreException">With kind <see cref="StoreErrorKind.Unsupported"/> where the backend's own tools do this.</exception>
    Task BackupAsync(string path, CancellationToken cancellationToken = default);
}
