using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>
/// Finds by name, which on this platform is no key: several objects may have it. The innermost scope that has one answers, and of
/// several there the first by id; further out nobody looks, and what the key may not see there is not there.
/// </summary>
internal static class Lookups
{
    /// <summary>A connector of this very name at the scope or around it.</summary>
    public static Task<Connector?> ConnectorByNameAsync(Platform platform, HarnessScope from, string name, CancellationToken cancellationToken) =>
        InnermostAsync(from, scope => ConnectorCalls.ListAsync(platform, scope, name, cancellationToken).Where(each => each.Name == name), each => each.Id);

    /// <summary>A secret of this very name at the scope or around it.</summary>
    public static Task<Secret?> SecretByNameAsync(Platform platform, HarnessScope from, string name, CancellationToken cancellationToken) =>
        InnermostAsync(from, scope => SecretCalls.ListAsync(platform, scope, name, cancellationToken).Where(each => each.Name == name), each => each.Id);

    /// <summary>The connectors of a scope whose name is this one but for upper and lower case, as far as the key may see them.</summary>
    public static async Task<List<Connector>> ConnectorsOfLikeNameAsync(Platform platform, HarnessScope scope, string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = ConnectorCalls.ListAsync(platform, scope, name, cancellationToken).Where(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return [.. (await found.ToListAsync(cancellationToken)).OrderBy(each => each.Id.ToString(), StringComparer.Ordinal)];
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return [];
        }
    }

    private static async Task<T?> InnermostAsync<T>(HarnessScope from, Func<HarnessScope, IAsyncEnumerable<T>> find, Func<T, HarnessId> idOf)
        where T : class
    {
        foreach (var scope in from.Outwards())
        {
            try
            {
                if ((await find(scope).ToListAsync()).MinBy(each => idOf(each).ToString(), StringComparer.Ordinal) is { } found)
                {
                    return found;
                }
            }
            catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied && scope != from)
            {
                // The key is for what lies further in.
            }
        }

        return null;
    }
}
