using System.Data.Common;
using System.Globalization;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Testing;

/// <summary>
/// A store of its own that plugins are configured with, and what a test wants to know of it behind their backs. One class for each backend.
/// </summary>
public abstract class PluginStore : IAsyncDisposable
{
    /// <summary>The provider's settings that name the store.</summary>
    public abstract PropertyMap Settings { get; }

    /// <summary>Something that is another after every write, and the same while nothing is written.</summary>
    public abstract Task<string> WritesAsync();

    /// <summary>How many objects there are.</summary>
    public abstract Task<long> ObjectsAsync();

    /// <summary>Every byte that the store has left on the disk; empty when it is kept elsewhere.</summary>
    public abstract IEnumerable<byte[]> Dump();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The first value that a SQL store answers.</summary>
    protected static async Task<long> CountAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
