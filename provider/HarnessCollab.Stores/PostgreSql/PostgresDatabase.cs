using HarnessCollab.Stores.Sql;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A store in a PostgreSQL database, shared by a team.</summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    private readonly PostgresSettings _settings;
    private readonly WriteBoundary _boundary;
    private readonly Lazy<NpgsqlDataSource> _source;

    public PostgresDatabase(PostgresSettings settings, WriteBoundary boundary)
    {
        (_settings, _boundary, Dialect) = (settings, boundary, new PostgresDialect(settings.Schema));
        _source = new(() => new NpgsqlSlimDataSourceBuilder(settings.Connection.ToString())
            .EnableTransportSecurity()
            // Our columns have types that every server knows; asking for all others would cost each process a round trip.
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false))
            .Build());
    }

    public override string Description => _settings.Description;

    public override SqlDialect Dialect { get; }

    public override object? Identity => _settings;

    // Writers hold this shared, a migration or a new key alone: nobody writes under rules that are just being replaced.
    private string Gate => $"pg_catalog.hashtextextended('harnesscollab store {_settings.Schema}', 0)";

    public override async Task<bool> HasSchemaAsync(SqlSession session, CancellationToken cancellationToken) => (await session.QueryAsync(
        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'store_meta'",
        [_settings.Schema],
        row => row.GetInt32(0),
        cancellationToken)).Count == 1;

    public override void Prepare()
    {
        // The database is its administrator's to make; schema and tables come with the migrations.
    }

    public override Task<T> ReadAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => PostgresRetry.RunAsync(
        async () =>
        {
            await using var session = await OpenAsync(cancellationToken);
            return await work(session, cancellationToken);
        },
        Description,
        cancellationToken);

    public override Task<T> WriteAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken) => PostgresRetry.RunAsync(
        () => TransactAsync($"pg_catalog.pg_advisory_xact_lock{(alone ? "" : "_shared")}({Gate})", work, cancellationToken), Description, cancellationToken);

    public override Task MigrateAsync(Func<SqlSession, CancellationToken, Task> work, CancellationToken cancellationToken) => PostgresRetry.RunAsync(
        () => TransactAsync(
            $"pg_catalog.pg_advisory_xact_lock({Gate})",
            async (session, token) =>
            {
                await MakeSchemaAsync(session, token);
                await work(session, token);
                return true;
            },
            cancellationToken),
        Description,
        cancellationToken);

    public override Task BackupAsync(string path, CancellationToken cancellationToken) => throw new StoreException(
        StoreErrorCodes.Unsupported, StoreErrorKind.Unsupported, $"the {Description} is backed up with PostgreSQL's own tools. Run pg_dump --schema={_settings.Schema}, and keep the store key apart from the dump.");

    public override async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
        {
            await _source.Value.DisposeAsync();
        }
    }

    private async Task<PostgresSession> OpenAsync(CancellationToken cancellationToken) =>
        new(await _source.Value.OpenConnectionAsync(cancellationToken), (PostgresDialect)Dialect, _boundary);

    private async Task<T> TransactAsync<T>(string gate, Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(gate, cancellationToken);
        var result = await work(session, cancellationToken);
        session.Reach("before-commit");
        try
        {
            // From here on a cancellation could no longer be told from a success.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException error) when (error is not PostgresException)
        {
            throw PostgresErrors.OutcomeUnknown(error, Description);
        }

        session.Reach("after-commit");
        return result;
    }

    // "IF NOT EXISTS" would ask for the right to make schemas even where there is nothing to make.
    private async Task MakeSchemaAsync(SqlSession session, CancellationToken cancellationToken)
    {
        if ((await session.QueryAsync("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [_settings.Schema], row => row.GetInt32(0), cancellationToken)).Count == 0)
        {
            await session.ExecuteAsync($"CREATE SCHEMA \"{_settings.Schema}\"", [], cancellationToken);
        }
    }
}
