namespace HarnessCollab.Stores;

/// <summary>The kinds of store that the setting can name.</summary>
public enum StoreBackend
{
    /// <summary>A SQLite file: one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database: a team.</summary>
    PostgreSql,

    /// <summary>The Harness platform.</summary>
    Harness,
}
