using System.Collections.Concurrent;
using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A store in a PostgreSQL database, for a team.</summary>
internal sealed class PostgresBackend : StoreBackend
{
    public override IReadOnlyList<string> Forms => ["postgres://USER@HOST/DATABASE", "Host=HOST;Database=DATABASE;Username=USER"];

    public override IReadOnlyList<(string Name, string Why)> Openers =>
    [
        ("PGPASSWORD", "the password of the database"),
        ("PGPASSFILE", "the file with passwords of databases"),
        ("PGSERVICEFILE", "may contain the password of the database"),
        ("PGSSLKEY", "the key that signs in to the database"),
    ];

    public override IReadOnlyDictionary<string, string> TakenFromEnvironment => PostgresEnvironment.Withheld;

    public override bool Accepts(string setting) =>
        setting.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || setting.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (setting.Contains("host", StringComparison.OrdinalIgnoreCase) && setting.Contains('='));

    public override StoreSettings Parse(string setting, SecretText? key, string? baseDirectory, BackendInputs others) =>
        new PostgresStoreSettings(new(setting), key);
}

/// <summary>The settings of a store in a PostgreSQL database.</summary>
/// <param name="ConnectionString">URL or keyword form, including the password. Parsed when the store is opened.</param>
internal sealed record PostgresStoreSettings(SecretText ConnectionString, SecretText? Key) : StoreSettings
{
    public override string? MissingKey => Key is not null
        ? null
        : "A PostgreSQL store needs a key; an existing store needs the key that it was created with. Make a new one with 'openssl rand -base64 32'.";

    internal override IProviderStore Open(TimeProvider time, WriteBoundary boundary) =>
        new SqlStore(new PostgresDatabase(PostgresSettings.Parse(ConnectionString), boundary), new SettingKeySource(Key), time);
}

/// <summary>Variables that the driver would send for every session, which a pooler does not accept. The store does not need them.</summary>
internal static class PostgresEnvironment
{
    private static readonly ConcurrentDictionary<string, string> Kept = new();

    /// <summary>The variables that were removed from this process's environment, for programs that it starts.</summary>
    public static IReadOnlyDictionary<string, string> Withheld => Kept;

    public static void Withhold()
    {
        foreach (var name in new[] { "PGOPTIONS", "PGTZ" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                Kept[name] = value;
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
