using HarnessCollab.Stores.Harness;
using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Sqlite;

namespace HarnessCollab.Stores;

/// <summary>Makes store objects from settings.</summary>
public static class StoreFactory
{
    /// <summary>The store that the settings name. Nothing is opened, read or made here.</summary>
    /// <exception cref="StoreException">The settings make no sense.</exception>
    public static IProviderStore Open(StoreSettings settings, TimeProvider time) => Open(settings, time, WriteBoundary.Unwatched);

    internal static IProviderStore Open(StoreSettings settings, TimeProvider time, WriteBoundary boundary)
    {
        switch (settings.Backend)
        {
            case StoreBackend.Sqlite:
                var file = new SqliteFile(settings.SqlitePath!);
                IKeySource keys = settings.Key is null ? new KeyFile(file.KeyPath, file.SharedKeyPath) : new SettingKeySource(settings.Key);
                return new SqlStore(new SqliteDatabase(file, boundary), keys, time);

            case StoreBackend.PostgreSql:
                return new SqlStore(
                    new PostgresDatabase(PostgresSettings.Parse(settings.ConnectionString!), boundary), new SettingKeySource(settings.Key), time);

            default:
                return new HarnessStore(
                    settings.Harness ?? throw new StoreException(
                        StoreErrorCodes.BadStoreSetting,
                        StoreErrorKind.BadSettings,
                        "the store 'harness' needs an account and an API key. Set harnesscollab:accountId and HARNESS_PLATFORM_API_KEY."),
                    time,
                    boundary);
        }
    }
}
