using System.Collections.Immutable;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Settings without which the provider cannot work are not set. The engine prints each with the command that sets it.</summary>
internal sealed class MissingSettingsException(ImmutableArray<Property> missing)
    : Exception($"{ErrorCodes.MissingSettings}: the provider needs {string.Join(" and ", missing.Select(Hint))}.")
{
    public ImmutableArray<Property> Missing { get; } = missing;

    private static string Hint(Property property) => $"'{PackageInfo.ConfigKey(property.Name)}'"
        + $" (pulumi config set {(property.Secret ? "--secret " : "")}{PackageInfo.ConfigKey(property.Name)}"
        + (property.EnvironmentVariable is { } variable ? $", or the environment variable {variable})" : ")");
}
