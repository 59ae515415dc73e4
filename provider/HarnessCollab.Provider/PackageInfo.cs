namespace HarnessCollab.Provider;

/// <summary>The names by which Pulumi knows this package.</summary>
internal static class PackageInfo
{
    public const string Name = "harnesscollab";

    /// <summary>That of the plugin, the schema and the SDK.</summary>
    public static string Version => Release.OfThisBuild.Version;

    public static string ConfigKey(string key) => $"{Name}:{key}";
}
