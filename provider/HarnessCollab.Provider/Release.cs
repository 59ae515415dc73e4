using System.Reflection;

namespace HarnessCollab.Provider;

/// <summary>What a build was told of itself.</summary>
/// <param name="Version">Semantic version without build metadata; the same in GetPluginInfo, schema and SDK.</param>
/// <param name="RepositoryUrl">The repository's page; null where the build was told of none, and then no address is named anywhere.</param>
/// <param name="PluginDownloadUrl">Where the Pulumi CLI finds the plugin's archives: the releases of that repository.</param>
internal sealed record Release(string Version, string? RepositoryUrl, string? PluginDownloadUrl)
{
    /// <summary>From the properties in Directory.Build.props.</summary>
    public static Release OfThisBuild { get; } = Of(typeof(Release).Assembly);

    private static Release Of(Assembly assembly) => new(
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0],
        Metadata(assembly, "RepositoryUrl"),
        Metadata(assembly, "PluginDownloadUrl"));

    private static string? Metadata(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == key)?.Value;
}
