namespace HarnessCollab.Provider;

/// <summary>The names of this package in Pulumi.</summary>
internal static class PackageInfo
{
    public const string Name = "harnesscollab";

    /// <summary>The version of the plugin, the schema and the SDK.</summary>
    public static string Version => Release.OfThisBuild.Version;

    public static string ConfigKey(string key) => $"{Name}:{key}";
}
