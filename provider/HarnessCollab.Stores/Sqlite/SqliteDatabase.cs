using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>A store in a SQLite file, shared by the processes of one machine.</summary>
internal sealed class SqliteDatabase : SqlDatabase
{
    private readonly SqliteFile _file;
    private readonly SqliteConnections _connections;
    private readonly SqliteWriter _writer;

    public SqliteDatabase(SqliteFile file, WriteBoundary boundary, Action<SqliteConnection>? opened = null)
    {
        _file = file;
        _connections = new(file, (SqliteDialect)Dialect, boundary, opened);
        _writer = new(file, _connections);
    }

    public override string Description => $"SQLite file {_file.Path}";

    public override SqlDialect Dialect { get; } = new SqliteDialect();

    public override object? Identity => Directory.Exists(_file.Path)
        ? throw _file.Unusable(new IOException("it is a folder"))
        : _file.Identity;

    public override string? Prepare() => _file.Prepare();

    public override Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        TranslateAsync(() => ReadAsync(work, isStill: true, cancellationToken));

    public override Task<T> WriteAsync<T>(
        Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken) =>
        TranslateAsync(() => _writer.WriteAsync(work, alone, cancellationToken));

    public override Task MigrateAsync(
        Func<SqlConnectionScope, CancellationToken, Task> work, CancellationToken cancellationToken) => TranslateAsync(async () =>
    {
        await using var session = await _connections.OpenAsync(cancellationToken);
        await SqliteBusy.RetryAsync(
            () => session.QueryAsync("PRAGMA journal_mode = WAL", [], row => row.GetString(0), cancellationToken), cancellationToken);
        await SqliteBusy.RetryAsync(() => session.ExecuteAsync("BEGIN IMMEDIATE", [], cancellationToken), cancellationToken);
        if (!await session.HasSchemaAsync(cancellationToken))
        {
            await RefuseStrangerAsync(session, cancellationToken);
        }

        await work(session, cancellationToken);
        await session.ExecuteAsync("COMMIT", [], CancellationToken.None);
        session.Reach("schema-committed");
        return true;
    });

    // A backup is useless if somebody writes during it, so only a file on read-only media is read without its log and index.
    public override Task BackupAsync(string path, CancellationToken cancellationToken) => TranslateAsync(() => ReadAsync(
        (session, _) => SqliteBackup.RunAsync(((SqliteConnectionScope)session).Connection, path),
        isStill: SqliteFile.IsOnReadOnlyMedia(_file.Path),
        cancellationToken));

    public override Task HandOverAsync(IReadOnlyList<StoreKey> keys, CancellationToken cancellationToken) =>
        SqliteNeighbours.HandOverAsync(_file, keys, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _connections.DisposeAsync();
    }

    // SQLite opens a file that it may not write for reading, but then cannot create the log and the index that it needs.
    private async Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool isStill, CancellationToken cancellationToken)
    {
        try
        {
            return await SqliteBusy.RetryAsync(() => _connections.ReadAsync(work, cancellationToken), cancellationToken);
        }
        catch (SqliteException error) when (isStill && SqliteErrors.IsForWantOfWriting(error) && File.Exists(_file.Path))
        {
            return await SqliteStill.ReadAsync(_file, work, cancellationToken);
        }
    }

    private async Task RefuseStrangerAsync(SqlConnectionScope session, CancellationToken cancellationToken)
    {
        if ((await session.QueryAsync("SELECT 1 FROM sqlite_master LIMIT 1", [], row => row.GetInt64(0), cancellationToken)).Count > 0)
        {
            throw new StoreException(
                StoreErrorCodes.Corrupt, $"the {Description} is a database of something else. Name another file; this one was left as it is.");
        }
    }

    private async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, _file);
        }
    }
}

/// <summary>SQLite: only one process writes at a time, so rows need no locks.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Text => "TEXT";

    public override string Bytes => "BLOB";

    public override string Sequence => "INTEGER PRIMARY KEY AUTOINCREMENT";

    // Names in one file need no prefix, and those of constraints and indices could not have one.
    protected override string Schema => "";

    public override (string Sql, object?[] Arguments) SchemaQuery => ("SELECT 1 FROM sqlite_master WHERE name = 'store_meta'", []);

    public override string TimeInView(string column) => column;

    public override string Lock(string tables) => "";

    public override IEnumerable<string> Extras(int version) => version == 1
        ?
        [
            "CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
            "CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
        ]
        : [];
}
