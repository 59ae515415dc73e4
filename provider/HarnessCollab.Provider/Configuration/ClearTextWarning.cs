using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Hosting;

namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// Warns of secrets that stand in a stack's settings in clear. Only the file can tell: what was set with --secret reaches us in clear as well.
/// </summary>
internal sealed class ClearTextWarning(IProcessEnvironment environment)
{
    // The address of a database may hold its password; a path, or the platform's name, is none.
    private static bool MayHoldSecret(Property property, PropertyValue value) => property != ProviderConfiguration.Store
        || value.AsString() is not { } store || !(store == "harness" || store.StartsWith("sqlite:", StringComparison.Ordinal));

    /// <param name="urn">The provider's URN, which names stack and project.</param>
    /// <param name="given">Its settings, as they came.</param>
    public async Task WarnAsync(string urn, PropertyMap given, IEngineLog log)
    {
        var keys = ProviderConfiguration.Properties.All
            .Where(property => property.Secret && given.Find(property.Name) is { } value and not UnknownValue && MayHoldSecret(property, value))
            .Select(property => PackageInfo.ConfigKey(property.Name));
        if (StackFiles.InClear(urn, keys, environment.WorkingDirectory) is not var (path, stack, inClear))
        {
            return;
        }

        foreach (var key in inClear)
        {
            await log.WarnAsync(
                urn,
                $"{ErrorCodes.SecretInClear}: '{key}' stands in clear in {path}. It is encrypted in state all the same; encrypt it there too: "
                + $"pulumi config set --secret {key} --stack {stack}. If others can read the file or its history, have a new one made.");
        }
    }
}
