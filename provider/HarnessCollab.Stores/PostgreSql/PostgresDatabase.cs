using HarnessCollab.Stores.Sql;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A store in a PostgreSQL database, shared by a team.</summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    private readonly PostgresSettings _settings;
    private readonly WriteBoundary _boundary;
    private readonly PostgresRetry _retry;
    private readonly Lazy<NpgsqlDataSource> _source;

    /// <param name="patience">How long to wait for a free connection or for a server that starts; null = the usual time.</param>
    public PostgresDatabase(PostgresSettings settings, WriteBoundary boundary, TimeSpan? patience = null)
    {
        (_settings, _boundary, Dialect) = (settings, boundary, new PostgresDialect(settings.Schema));
        _retry = new(Description, patience ?? PostgresRetry.UsualPatience);
        _source = new(NewSource);
    }

    public override string Description => _settings.Description;

    public override SqlDialect Dialect { get; }

    public override object? Identity => _settings;

    // Writers take this lock shared; a migration or a change of key takes it alone, so nobody writes under rules that are just being replaced.
    private string Gate => $"pg_catalog.hashtextextended('harnesscollab store {_settings.Schema}', 0)";

    // The administrator creates the database; the migrations create schema and tables.
    public override string? Prepare() => null;

    public override Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        _retry.RunAsync(
            async () =>
            {
                await using var session = await OpenAsync(cancellationToken);
                return await work(session, cancellationToken);
            },
            cancellationToken);

    public override Task<T> WriteAsync<T>(
        Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken) => _retry.RunAsync(
        () => TransactAsync($"pg_catalog.pg_advisory_xact_lock{(alone ? "" : "_shared")}({Gate})", work, cancellationToken), cancellationToken);

    public override Task MigrateAsync(Func<SqlConnectionScope, CancellationToken, Task> work, CancellationToken cancellationToken) => _retry.RunAsync(
        () => TransactAsync(
            $"pg_catalog.pg_advisory_xact_lock({Gate})",
            async (session, token) =>
            {
                await MakeSchemaAsync(session, token);
                await work(session, token);
                return true;
            },
            cancellationToken),
        cancellationToken);

    public override Task BackupAsync(string path, CancellationToken cancellationToken) => throw new StoreException(
        StoreErrorCodes.Unsupported,
        $"the {Description} is backed up with PostgreSQL's own tools. Run pg_dump --schema={_settings.Schema}, and keep the store "
        + "key apart from the dump.");

    public override async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
        {
            await _source.Value.DisposeAsync();
        }
    }

    private NpgsqlDataSource NewSource()
    {
        PostgresEnvironment.Withhold();
        var builder = new NpgsqlSlimDataSourceBuilder(_settings.Connection.ToString())
            .EnableTransportSecurity()
            // Our columns have types that every server knows; loading all other types would cost each process a round trip.
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        new PostgresTrust(_settings).TakeOver(builder);
        try
        {
            return _settings.Target is TargetSessionAttributes.Any ? builder.Build() : builder.BuildMultiHost();
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // The combination of values that are valid separately.
            throw new StoreException(
                StoreErrorCodes.BadStoreSetting,
                $"the parameters of the {Description} contradict each other. Correct them in the setting 'store', or in the environment. Cause: "
                + $"{cause.Message}",
                cause);
        }
    }

    private async Task<PostgresConnectionScope> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_source.IsValueCreated)
        {
            _settings.Files.Require();
        }

        try
        {
            var connection = await (_source.Value is NpgsqlMultiHostDataSource several
                ? several.OpenConnectionAsync(_settings.Target, cancellationToken)
                : _source.Value.OpenConnectionAsync(cancellationToken));
            return new(connection, (PostgresDialect)Dialect, _boundary);
        }
        catch (Exception error) when (error is not (NpgsqlException or OperationCanceledException or StoreException))
        {
            // The driver's exceptions about settings, files and environment are not defects of ours, so they become errors of the connection.
            throw new NpgsqlException(error.Message, error);
        }
    }

    private async Task<T> TransactAsync<T>(
        string gate, Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(gate, cancellationToken);
        var result = await work(session, cancellationToken);
        session.Reach("before-commit");
        try
        {
            // From here on a cancellation could not be distinguished from a success.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException error) when (!PostgresErrors.IsRolledBack(error))
        {
            throw PostgresErrors.OutcomeUnknown(error, Description);
        }

        session.Reach("after-commit");
        return result;
    }

    // "IF NOT EXISTS" would need the right to create schemas even when the schema exists.
    private async Task MakeSchemaAsync(SqlConnectionScope session, CancellationToken cancellationToken)
    {
        if ((await session.QueryAsync(
            "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [_settings.Schema], row => row.GetInt32(0), cancellationToken)).Count == 0)
        {
            await session.ExecuteAsync($"CREATE SCHEMA \"{_settings.Schema}\"", [], cancellationToken);
        }
    }
}

/// <summary>PostgreSQL: positional parameters, and row locks.</summary>
/// <param name="schema">The schema of the tables, a plain lower-case identifier.</param>
internal sealed class PostgresDialect(string schema) : SqlDialect
{
    // "C" compares bytes of UTF-8, in the same order everywhere, whatever the locale of the database.
    public override string Text => "TEXT COLLATE \"C\"";

    public override string Bytes => "BYTEA";

    public override string Sequence => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    // Quoted, because the name can also be an SQL keyword.
    protected override string Schema => $"\"{schema}\".";

    public override (string Sql, object?[] Arguments) SchemaQuery => (
        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND "
        + "c.relname = 'store_meta'", [schema]);

    public override string TimeInView(string column) => $"CAST({column} AS TIMESTAMPTZ)";

    public override string Lock(string tables) => $" FOR UPDATE OF {tables}";
}
