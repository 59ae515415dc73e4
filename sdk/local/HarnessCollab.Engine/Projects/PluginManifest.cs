using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>PulumiPlugin.yaml: how a plugin that comes as source is run.</summary>
public static class PluginManifest
{
    /// <summary>The name of the runtime.</summary>
    /// <exception cref="EngineException">The file names none.</exception>
    public static string Runtime(string file)
    {
        var runtime = PulumiYaml.Find(ProjectFile.ParseYaml(file), "runtime");
        return (runtime is YamlMappingNode map ? PulumiYaml.Find(map, "name") : runtime)?.ToString()
            ?? throw new EngineException($"{file} is missing a 'runtime' attribute");
    }
}
