using System.Data.Common;
using System.Globalization;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Testing;

/// <summary>
/// A separate store for the plugins of a test, and direct access to it for the test. One class for each backend.
/// </summary>
public abstract class PluginStore : IAsyncDisposable
{
    /// <summary>The provider's settings that name the store.</summary>
    public abstract PropertyMap Settings { get; }

    /// <summary>A value that changes with every write, and only then.</summary>
    public abstract Task<string> WritesAsync();

    /// <summary>How many objects there are.</summary>
    public abstract Task<long> ObjectsAsync();

    /// <summary>Every byte of the store on the disk; empty if it is elsewhere.</summary>
    public abstract IEnumerable<byte[]> Dump();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The first value of a SQL store's answer.</summary>
    protected static async Task<long> CountAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
