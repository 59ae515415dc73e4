using System.Reflection;

namespace HarnessCollab.Provider;

/// <summary>Release information that the build puts into the assembly.</summary>
/// <param name="Version">Semantic version without build metadata; the same in GetPluginInfo, schema and SDK.</param>
/// <param name="RepositoryUrl">The repository's page; null if the build has none, then no address appears anywhere.</param>
/// <param name="PluginDownloadUrl">Where the Pulumi CLI downloads the plugin's archives: the releases of that repository.</param>
internal sealed record Release(string Version, string? RepositoryUrl, string? PluginDownloadUrl)
{
    /// <summary>Read from the properties in Directory.Build.props.</summary>
    public static Release OfThisBuild { get; } = Of(typeof(Release).Assembly);

    private static Release Of(Assembly assembly) => new(
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0],
        Metadata(assembly, "RepositoryUrl"),
        Metadata(assembly, "PluginDownloadUrl"));

    private static string? Metadata(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == key)?.Value;
}
