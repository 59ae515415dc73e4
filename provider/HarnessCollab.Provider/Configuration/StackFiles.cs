using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The files with a stack's settings: Pulumi.yaml, and Pulumi.STACK.yaml in the folder that Pulumi.yaml names.</summary>
internal static class StackFiles
{
    /// <summary>The path of the stack's own settings; the file may not exist.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="project">The content of its Pulumi.yaml.</param>
    /// <param name="stack">The stack's short name.</param>
    public static string PathOf(string folder, YamlMappingNode project, string stack)
    {
        // "config" as a text is the old name of "stackConfigDir".
        var below = PulumiYaml.Text(project, "stackConfigDir") ?? PulumiYaml.Text(project, "config") ?? "";
        return Path.GetFullPath(Path.Combine(folder, below, $"Pulumi.{stack}.yaml"));
    }

    /// <summary>The node with a key of the form <c>ns:name</c>, which the file can also spell <c>ns:config:name</c>.</summary>
    public static YamlNode? Find(YamlMappingNode config, string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return PulumiYaml.Find(config, key) ?? (colon < 0 ? null : PulumiYaml.Find(config, $"{key[..colon]}:config:{key[(colon + 1)..]}"));
    }

    /// <summary>The keys whose values are in plain text in a stack's settings, and the file that contains them.</summary>
    /// <param name="urn">A URN of the stack and project.</param>
    /// <returns>Null when there is nothing to report: the file does not exist, cannot be read, or has no such value.</returns>
    public static (string Path, string Stack, IReadOnlyList<string> Keys)? InClear(string urn, IEnumerable<string> keys, string workingDirectory)
    {
        if (StackName.Of(urn) is not (var stack, { Length: > 0 } project) || stack.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return null;
        }

        try
        {
            var (folder, isProject) = ProjectFolder.Find(workingDirectory, project);
            var path = isProject ? PathOf(folder, YamlFile.Read(ProjectFolder.FileIn(folder)!), stack) : "";
            if (!File.Exists(path) || PulumiYaml.Find(YamlFile.Read(path), "config") is not YamlMappingNode config)
            {
                return null;
            }

            string[] inClear = [.. keys.Where(key => Find(config, key) is YamlScalarNode { Value.Length: > 0 })];
            return inClear.Length == 0 ? null : (path, stack, inClear);
        }
        catch (PluginException)
        {
            // The code that needs the file reports the problem. This is only a hint, and no hint is better than a wrong one.
            return null;
        }
    }
}
