using System.Reflection;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>What the classes of this package share.</summary>
internal static class Utilities
{
    /// <summary>The version of this package, which is that of the plugin it asks for.</summary>
    public static string Version { get; } = ReadVersion();

    /// <summary>Where the plugin is released; null when this package was built without a place.</summary>
    public static string? PluginDownloadURL { get; } = typeof(Utilities).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(entry => entry.Key == "PluginDownloadUrl")?.Value;

    /// <summary>Marks an argument as secret; one that is not set stays so.</summary>
    public static Input<T>? Secret<T>(Input<T>? value)
    {
        if (value is null)
        {
            return null;
        }

        return Output.CreateSecret(value.ToOutput());
    }

    public static InvokeOptions WithDefaults(this InvokeOptions? options) => new()
    {
        Parent = options?.Parent,
        Provider = options?.Provider,
        PluginDownloadURL = options?.PluginDownloadURL ?? PluginDownloadURL,
        Version = options?.Version ?? Version,
    };

    public static InvokeOutputOptions WithDefaults(this InvokeOutputOptions options) => new()
    {
        Parent = options.Parent,
        Provider = options.Provider,
        PluginDownloadURL = options.PluginDownloadURL ?? PluginDownloadURL,
        Version = options.Version ?? Version,
        DependsOn = options.DependsOn,
    };

    private static string ReadVersion()
    {
        using var stream = typeof(Utilities).Assembly.GetManifestResourceStream("HarnessCollab.Collaboration.version.txt")
            ?? throw new InvalidOperationException("This is a fault of the package: it lacks version.txt.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
