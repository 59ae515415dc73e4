using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Provider.Configuration;

/// <summary>Where the settings of a stack stand: Pulumi.yaml, and Pulumi.STACK.yaml where Pulumi.yaml says that it lies.</summary>
internal static class StackFiles
{
    /// <summary>The path of the stack's own settings; the file need not exist.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="project">The content of its Pulumi.yaml.</param>
    /// <param name="stack">The stack's short name.</param>
    public static string PathOf(string folder, YamlMappingNode project, string stack)
    {
        // "config" as a text is the older name of "stackConfigDir".
        var below = PulumiYaml.Text(project, "stackConfigDir") ?? PulumiYaml.Text(project, "config") ?? "";
        return Path.GetFullPath(Path.Combine(folder, below, $"Pulumi.{stack}.yaml"));
    }

    /// <summary>The node under a key of the form <c>ns:name</c>, which may stand there as <c>ns:config:name</c> too.</summary>
    public static YamlNode? Find(YamlMappingNode config, string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return PulumiYaml.Find(config, key) ?? (colon < 0 ? null : PulumiYaml.Find(config, $"{key[..colon]}:config:{key[(colon + 1)..]}"));
    }

    /// <summary>Those of the keys whose value stands in a stack's settings in clear, and the file they stand in.</summary>
    /// <param name="urn">A URN of the stack and project.</param>
    /// <returns>Null where there is nothing to say: no such file, or it cannot be read, or holds none of them in clear.</returns>
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
            // Whoever needs the file says what is wrong with it. This is a hint, and none is as good as a wrong one.
            return null;
        }
    }
}
