using System.Reflection;

namespace HarnessCollab.Provider;

/// <summary>The names by which Pulumi knows this package.</summary>
internal static class PackageInfo
{
    public const string Name = "harnesscollab";

    /// <summary>Semantic version without build metadata; the same in GetPluginInfo, schema and SDK.</summary>
    public static string Version { get; } =
        (typeof(PackageInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    public static string ConfigKey(string key) => $"{Name}:{key}";
}
