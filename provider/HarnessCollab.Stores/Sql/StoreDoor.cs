using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Finds the store, creates it, upgrades its schema, and checks its key before anything is written.</summary>
internal sealed class StoreDoor(SqlDatabase database, IKeySource keys, TimeProvider time, int schemaVersion = Migrations.Newest)
{
    private volatile OpenStore? _open;

    public OpenStore? Opened => _open;

    /// <summary>The store, or null when it does not exist. Never creates one; upgrades an older schema.</summary>
    public async Task<OpenStore?> OpenAsync(CancellationToken cancellationToken)
    {
        if (database.Identity is not { } identity)
        {
            return null;
        }

        if (_open is { } open && open.Identity.Equals(identity))
        {
            return open;
        }

        if (await FindAsync(cancellationToken) is not var (meta, ring))
        {
            return null;
        }

        return _open = new(identity, meta, ring, meta.SchemaVersion < schemaVersion ? await TryUpgradeAsync(meta, cancellationToken) : null);
    }

    // A user who may only read, or may not change tables, can still use a store whose schema is almost as new.
    private async Task<StoreException?> TryUpgradeAsync(StoreMeta meta, CancellationToken cancellationToken)
    {
        try
        {
            await database.MigrateAsync(UpgradeAsync, cancellationToken);
            return null;
        }
        catch (StoreException refused) when (meta.SchemaVersion >= Migrations.Usable
            && refused.Kind is StoreErrorKind.ReadOnly or StoreErrorKind.Denied or StoreErrorKind.DiskFull)
        {
            return refused;
        }
    }

    /// <summary>Creates key, database and schema if they are missing, and checks the key of an existing store.</summary>
    /// <returns>A warning about what was created, or null.</returns>
    public async Task<string?> EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        string? warning = null;
        var open = await OpenAsync(cancellationToken);
        if (open is null)
        {
            warning = database.Prepare();
            await database.MigrateAsync(CreateAsync, cancellationToken);
            open = await OpenAsync(cancellationToken) ?? throw Missing();
        }

        open.Keys.For(open.Meta.KeyId);
        return warning;
    }

    /// <summary>Like <see cref="ConfirmAsync"/>, and also checks the key.</summary>
    /// <returns>The cipher to write with.</returns>
    public async Task<StoreCipher> EnterAsync(SqlConnectionScope session, OpenStore open, CancellationToken cancellationToken)
    {
        var meta = await ConfirmAsync(session, open, cancellationToken);
        var cipher = open.Keys.For(meta.KeyId);
        if (open.Keys.IsUnsettled(meta.KeyId))
        {
            keys.Settle(meta.StoreId, meta.KeyId);
            open.Keys.Settled();
        }

        return cipher;
    }

    /// <summary>Checks, inside the transaction of a write, that the store is still the one that was opened.</summary>
    public async Task<StoreMeta> ConfirmAsync(SqlConnectionScope session, OpenStore open, CancellationToken cancellationToken)
    {
        var meta = await StoreMeta.FindAsync(session, cancellationToken) ?? throw Missing();
        Schema.RefuseNewer(meta, database.Description);
        return meta.StoreId == open.Meta.StoreId ? meta : throw new StoreException(
            StoreErrorCodes.StoreMissing,
            $"the {database.Description} is no longer the store {open.Meta.StoreId}; another one, {meta.StoreId}, is in its place. "
            + "Nothing was written. Find out who replaced it, then run again.");
    }

    public StoreException Missing() => new(
        StoreErrorCodes.StoreMissing,
        $"there is no store at the {database.Description}. Check the setting 'store'; the first create makes it.");

    private async Task<(StoreMeta Meta, KeyRing Keys)?> FindAsync(CancellationToken cancellationToken)
    {
        string? before = null;
        while (await database.ReadAsync(StoreMeta.FindIfMadeAsync, cancellationToken) is { } meta)
        {
            Schema.RefuseNewer(meta, database.Description);
            var ring = new KeyRing(keys, meta.StoreId, database.Description);
            try
            {
                // A missing key does not prevent reading what is not secret; a wrong key is a mistake that is reported at once.
                ring.TryFor(meta.KeyId);
                return (meta, ring);
            }
            catch (StoreException wrong) when (wrong.Code == StoreErrorCodes.WrongKey && meta.KeyId != before)
            {
                // A rotation may have changed the key after the store was read; then the store names another key the next time.
                before = meta.KeyId;
            }
        }

        return null;
    }

    private async Task UpgradeAsync(SqlConnectionScope session, CancellationToken cancellationToken)
    {
        var meta = await StoreMeta.FindAsync(session, cancellationToken) ?? throw Missing();
        // Sealing needs the key; without the key nothing is upgraded.
        var cipher = meta.SchemaVersion < Migrations.Seals && schemaVersion >= Migrations.Seals
            ? new KeyRing(keys, meta.StoreId, database.Description).For(meta.KeyId)
            : null;
        await Schema.UpgradeAsync(session, meta, meta, time.GetUtcNow(), schemaVersion, cancellationToken);
        if (cipher is not null)
        {
            await EncryptedTextTable.Instance.SealAllAsync(session, old: null, cipher, cancellationToken);
            await JiraAccountTable.Instance.SealAllAsync(session, old: null, cipher, cancellationToken);
        }
    }

    private async Task CreateAsync(SqlConnectionScope session, CancellationToken cancellationToken)
    {
        if (await StoreMeta.FindIfMadeAsync(session, cancellationToken) is not null)
        {
            return; // Someone else was first; whether our key is theirs is checked on opening.
        }

        // Only here, where the database admits one process at a time: otherwise two processes could create two keys, and the store could be written
        // with one key while the file keeps the other.
        var key = keys.LoadOrCreate();
        var storeId = RowId.ForStore();
        var meta = new StoreMeta(schemaVersion, storeId, new StoreCipher(key, storeId).KeyId);
        await Schema.UpgradeAsync(session, null, meta, time.GetUtcNow(), schemaVersion, cancellationToken);
    }
}

/// <summary>A store that has been found, with its keys. Valid as long as the database has the same identity.</summary>
/// <param name="NotUpgraded">Why its schema could not be upgraded; null when it is up to date.</param>
internal sealed record OpenStore(object Identity, StoreMeta Meta, KeyRing Keys, StoreException? NotUpgraded);

internal sealed record StoreMeta(int SchemaVersion, string StoreId, string KeyId)
{
    public static async Task<StoreMeta?> FindAsync(SqlConnectionScope session, CancellationToken cancellationToken) => await session.FindAsync(
        "SELECT schema_version, store_id, key_id FROM store.store_meta",
        [],
        row => new StoreMeta((int)row.GetInt64(0), row.GetString(1), row.GetString(2)),
        cancellationToken);

    /// <summary>The same; null when the tables do not exist.</summary>
    public static async Task<StoreMeta?> FindIfMadeAsync(SqlConnectionScope session, CancellationToken cancellationToken) =>
        await session.HasSchemaAsync(cancellationToken) ? await FindAsync(session, cancellationToken) : null;
}

/// <summary>Upgrades a database to the newest schema, inside a transaction that the caller has begun.</summary>
internal static class Schema
{
    /// <summary>Runs the missing migrations.</summary>
    /// <param name="session">A connection in a transaction that excludes all other migrations.</param>
    /// <param name="current">The present state; null for an empty database.</param>
    /// <param name="created">The values for an empty database.</param>
    /// <param name="newest">The version to stop at; tests create older schemas with it.</param>
    /// <param name="cancellationToken">Cancels the operation; the transaction is then rolled back.</param>
    public static async Task UpgradeAsync(
        SqlConnectionScope session, StoreMeta? current, StoreMeta created, DateTimeOffset now, int newest, CancellationToken cancellationToken)
    {
        for (var version = (current?.SchemaVersion ?? 0) + 1; version <= newest; version++)
        {
            foreach (var statement in Migrations.To(version, session.Dialect))
            {
                await session.ExecuteAsync(statement, [], cancellationToken);
            }
        }

        if (current is null)
        {
            await session.ExecuteAsync(
                "INSERT INTO store.store_meta (only_row, schema_version, store_id, key_id, created_at) VALUES (1, $1, $2, $3, $4)",
                [(long)newest, created.StoreId, created.KeyId, Columns.Time(now)],
                cancellationToken);
        }
        else
        {
            await session.ExecuteAsync("UPDATE store.store_meta SET schema_version = $1", [(long)newest], cancellationToken);
        }

        session.Reach("schema-written");
    }

    /// <summary>Throws for a schema that this version of the plugin does not know.</summary>
    public static void RefuseNewer(StoreMeta meta, string description)
    {
        if (meta.SchemaVersion > Migrations.Newest)
        {
            throw new StoreException(
                StoreErrorCodes.Newer,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the {description} has schema version {meta.SchemaVersion}; this plugin supports up to {Migrations.Newest}. "
                    + $"Use the plugin version that upgraded it, or a later one."));
        }
    }
}
