using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// The other databases of a folder. Stores of one folder once shared a key file, so before one of them replaces it, the others get their own copy.
/// </summary>
internal static class SqliteNeighbours
{
    private const int NotADatabase = 26;

    private static readonly string[] CompanionSuffixes = ["-wal", "-shm", "-journal"];

    /// <summary>Copies the key to its own file for every other store of the folder that is written with one of these keys.</summary>
    /// <exception cref="StoreException">A database cannot be examined, or there is no place for its own key file. The message names it, and nothing
    /// may
    /// be replaced.</exception>
    public static async Task HandOverAsync(SqliteFile file, IReadOnlyList<StoreKey> keys, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(file.Folder).Order(StringComparer.Ordinal))
        {
            if (path == file.Path || IsCompanion(path) || !IsRegular(path))
            {
                continue;
            }

            try
            {
                if (await FindMetaAsync(path, cancellationToken) is { } meta && KeyOf(meta, keys) is { } key)
                {
                    await HandOverAsync(file, new(path), key, cancellationToken);
                }
            }
            catch (SqliteException other) when (other.SqliteErrorCode == NotADatabase)
            {
            }
            catch (Exception cause) when (cause is SqliteException or IOException or UnauthorizedAccessException or RowDamageException)
            {
                throw Stopped(
                    file,
                    path,
                    $"cannot be read, and it may need the current key. Make it readable, or move it to another folder. Cause: {cause.Message}",
                    cause);
            }
        }
    }

    private static async Task HandOverAsync(SqliteFile file, SqliteFile neighbour, StoreKey key, CancellationToken cancellationToken)
    {
        if (RealPath(neighbour.Path) == RealPath(file.Path))
        {
            throw Stopped(
                file,
                neighbour.Path,
                "is another name of the same database, which would look for its key in another file. Remove that name, or always use that name.",
                null);
        }

        if (neighbour.KeyPath == file.KeyPath)
        {
            throw Stopped(
                file,
                neighbour.Path,
                $"has its key in the same file, {file.KeyPath}. Rename one of the two databases, "
                    + "and copy the key file to the name that belongs to it.",
                null);
        }

        // If its own key file has another key, its key may just have been rotated.
        if (!new KeyFile(neighbour.KeyPath).Receive(key) && await FindMetaAsync(neighbour.Path, cancellationToken) is { } meta
            && KeyOf(meta, [key]) is not null)
        {
            throw Stopped(
                file,
                neighbour.Path,
                $"is written with the current key, but {neighbour.KeyPath} contains another one. Put the current key there, or move that file away.",
                null);
        }
    }

    private static StoreKey? KeyOf(StoreMeta meta, IEnumerable<StoreKey> keys) =>
        keys.FirstOrDefault(key => new StoreCipher(key, meta.StoreId).KeyId == meta.KeyId);

    // Only SQLite itself opens these files: closing any other descriptor of a database or its companions would release the locks that this process
    // holds on it.
    private static bool IsCompanion(string path) =>
        CompanionSuffixes.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal) && File.Exists(path[..^suffix.Length]));

    private static bool IsRegular(string path) => OperatingSystem.IsWindows() || UnixFile.StatusOf(path) is { IsRegular: true };

    private static Task<StoreMeta?> FindMetaAsync(string path, CancellationToken cancellationToken) =>
        SqliteBusy.RetryAsync(() => SqliteConnections.ReadOnlyAsync(path, StoreMeta.FindIfMadeAsync, cancellationToken), cancellationToken);

    private static string RealPath(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static StoreException Stopped(SqliteFile file, string neighbour, string why, Exception? cause) => new(
        StoreErrorCodes.NeighbourKey,
        $"the key of the SQLite file {file.Path} was not rotated because of another database in its folder: {neighbour} {why}",
        cause);
}
