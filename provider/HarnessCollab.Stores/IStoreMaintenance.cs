namespace HarnessCollab.Stores;

/// <summary>What an operator can do with a whole store. Implemented by the stores that keep their own data.</summary>
public interface IStoreMaintenance
{
    /// <summary>
    /// Encrypts every secret again in one transaction. With <paramref name="newKey"/> null, a store with a key file generates a new key and saves it.
    /// A store whose key comes from settings needs the new key, and the settings must be changed afterwards.
    /// </summary>
    /// <returns>The number of secrets that were encrypted again.</returns>
    Task<int> RotateKeyAsync(SecretText? newKey, Author author, CancellationToken cancellationToken = default);

    /// <summary>Accepts an account and the scope of its encrypted text as they are, although somebody without the key has changed them.</summary>
    /// <param name="seen">The account as the person who decides has seen it.</param>
    /// <exception cref="StoreConflictException">It has been changed since then.</exception>
    Task SealAsync(JiraAccountRecord seen, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a consistent copy to a file that does not exist yet; others can use the store meanwhile. The copy does not contain the key.
    /// </summary>
    /// <exception cref="StoreException">With kind <see cref="StoreErrorKind.Unsupported"/> if the backend's own tools are used for this.</exception>
    Task BackupAsync(string path, CancellationToken cancellationToken = default);
}
