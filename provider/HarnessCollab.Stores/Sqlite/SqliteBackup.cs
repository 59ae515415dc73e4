using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>Makes a consistent copy of a database that is in use. The copy gets its name only when it is complete and valid.</summary>
internal static class SqliteBackup
{
    public static async Task<bool> RunAsync(SqliteConnection source, string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            throw Refused(path, "it already exists", null);
        }

        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            SqliteFile.MakeFile(draft, []);
            await using (var target = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = draft, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
            {
                await target.OpenAsync();
                source.BackupDatabase(target);
                await using var check = target.CreateCommand();
                check.CommandText = "PRAGMA quick_check";
                await using var reader = await check.ExecuteReaderAsync();
                if (!await reader.ReadAsync() || reader.GetString(0) != "ok")
                {
                    throw Refused(path, "the copy is damaged; the store itself may be damaged too", null);
                }
            }

            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, cause.Message, cause);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static StoreException Refused(string path, string why, Exception? cause) => new(
        StoreErrorCodes.BackupRefused,
        $"the backup cannot be written to {path}: {why}. Give the path of a new file in a folder that you can write to.",
        cause);
}
