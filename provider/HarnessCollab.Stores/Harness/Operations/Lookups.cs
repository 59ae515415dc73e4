using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>Finds by name, which on this platform is no key: several objects may have it.</summary>
internal static class Lookups
{
    /// <summary>The first, by id, of the connectors of this very name at the default scope or around it.</summary>
    public static async Task<Connector?> ConnectorByNameAsync(Platform platform, string name, CancellationToken cancellationToken) =>
        (await ConnectorsAsync(platform, platform.DefaultScope, name, outwards: true, StringComparison.Ordinal, cancellationToken)).FirstOrDefault();

    /// <summary>The connectors of a scope whose name is this one but for upper and lower case.</summary>
    public static Task<List<Connector>> ConnectorsOfLikeNameAsync(Platform platform, HarnessScope scope, string name, CancellationToken cancellationToken) =>
        ConnectorsAsync(platform, scope, name, outwards: false, StringComparison.OrdinalIgnoreCase, cancellationToken);

    /// <summary>The first, by id, of the secrets of this very name at the default scope or around it.</summary>
    public static async Task<Secret?> SecretByNameAsync(Platform platform, string name, CancellationToken cancellationToken)
    {
        var found = new List<Secret>();
        foreach (var scope in platform.DefaultScope.Outwards())
        {
            await foreach (var secret in SecretCalls.ListAsync(platform, scope, name, cancellationToken))
            {
                if (secret.Name == name)
                {
                    found.Add(secret);
                }
            }
        }

        return found.MinBy(secret => secret.Id.ToString(), StringComparer.Ordinal);
    }

    private static async Task<List<Connector>> ConnectorsAsync(
        Platform platform, HarnessScope scope, string name, bool outwards, StringComparison comparison, CancellationToken cancellationToken)
    {
        var found = new List<Connector>();
        await foreach (var connector in ConnectorCalls.ListAsync(platform, scope, name, outwards, cancellationToken))
        {
            if (connector.Name.Equals(name, comparison))
            {
                found.Add(connector);
            }
        }

        return [.. found.OrderBy(connector => connector.Id.ToString(), StringComparer.Ordinal)];
    }
}
