using System.Buffers.Binary;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// Reads a database where nothing can be written. SQLite then needs its log and index, or has to be told that nobody changes the file. We do not
/// trust that: we compare the state of the file before and after.
/// </summary>
internal static class SqliteStill
{
    private const int Attempts = 2;

    /// <summary>Runs work that only reads.</summary>
    /// <exception cref="StoreException">There is a log that cannot be read here, or somebody changes the file.</exception>
    public static async Task<T> ReadAsync<T>(
        SqliteFile file, Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            RefuseLog(file);
            var before = StateOf(file.Path);
            try
            {
                var result = await SqliteConnections.ReadOnlyAsync($"{new Uri(file.Path).AbsoluteUri}?immutable=1", work, cancellationToken);
                RefuseLog(file);
                if (StateOf(file.Path) == before)
                {
                    return result;
                }
            }
            catch (SqliteException) when (StateOf(file.Path) != before)
            {
                // SQLite's error about a file that changes while it is read ("malformed") is wrong: the file itself is fine.
            }
        }

        throw new StoreException(
            StoreErrorCodes.ChangedWhileRead,
            $"the SQLite file {file.Path} is being changed while it is read, and its folder {file.Folder} cannot be written, "
                + "so there is no safe way to read it. Run again, or run where the folder can be written.");
    }

    private static void RefuseLog(SqliteFile file)
    {
        if (new FileInfo(file.LogPath) is { Exists: true, Length: > 0 })
        {
            throw new StoreException(
                StoreErrorCodes.LogUnreadable,
                $"the newest writes to the SQLite file {file.Path} are in {file.LogPath}, which cannot be read while the folder "
                + $"{file.Folder} cannot be written. Make the folder writable, or end the writers so that they write the log into the file.");
        }
    }

    // Size, time, and the counter that SQLite increments with each change. Reading the file releases no lock, since this process holds none on it
    // here.
    private static (long Length, DateTime Written, uint Changes) StateOf(string path)
    {
        const int counterAt = 24;
        var info = new FileInfo(path);
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[counterAt + sizeof(uint)];
        var read = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return (info.Length, info.LastWriteTimeUtc, read < header.Length ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header[counterAt..]));
    }
}
