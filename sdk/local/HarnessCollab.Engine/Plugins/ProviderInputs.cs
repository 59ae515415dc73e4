using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The inputs of provider resources: the configuration, and members that belong to the engine.</summary>
internal static class ProviderInputs
{
    public const string Version = "version";

    /// <summary>The member in which the engine keeps values that are not configuration.</summary>
    public const string Internal = "__internal";

    private const string DownloadUrl = "pluginDownloadURL";

    /// <summary>Inputs as the state keeps them; the internal part exists only together with a version or an address.</summary>
    public static PropertyMap Complete(PropertyMap config, string version, string pluginDownloadUrl)
    {
        var inner = pluginDownloadUrl.Length == 0 ? PropertyMap.Empty : PropertyMap.Of((DownloadUrl, PropertyValue.Of(pluginDownloadUrl)));
        if (version.Length > 0)
        {
            config = config.With(Version, PropertyValue.Of(version));
        }

        return version.Length > 0 || inner.Count > 0 ? config.With(Internal, PropertyValue.Of(inner)) : config;
    }

    /// <summary>Inputs as the plugin gets them in CheckConfig and DiffConfig: without the internal part and without secret marks.</summary>
    public static Struct Plain(PropertyMap inputs) => PropertyEncoder.Encode(inputs.Without(Internal), new EncodeOptions(KeepSecrets: false));

    public static string PackageOf(string urn) => Urns.TypeOf(urn)[Urns.ProviderTypePrefix.Length..];

    public static string VersionOf(PropertyMap inputs) => inputs.Find(Version)?.AsString() ?? "";

    /// <summary>True when a setting cannot be known before the update.</summary>
    public static bool AreUnknown(PropertyMap inputs) => inputs.Any(entry => entry.Key != Version && entry.Value.ContainsUnknowns);
}
