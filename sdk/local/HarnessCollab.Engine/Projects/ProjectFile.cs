using System.Collections.Immutable;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>Pulumi.yaml: what a project says about itself.</summary>
public sealed record ProjectFile
{
    private static readonly string[] Known =
        ["name", "runtime", "main", "description", "config", "plugins", "backend", "author", "website", "license", "template"];

    /// <summary>The folder in which Pulumi.yaml lies.</summary>
    public required string Directory { get; init; }

    public required string Name { get; init; }

    /// <summary>The language: dotnet, and others that collab does not start.</summary>
    public required string Runtime { get; init; }

    /// <summary>The option <c>binary</c> of the runtime: a built program; empty when it is to be built from source.</summary>
    public string Binary { get; init; } = "";

    /// <summary>The absolute folder (or project file) of the program.</summary>
    public required string Main { get; init; }

    /// <summary>The address of the backend; empty when it is not set here.</summary>
    public string BackendUrl { get; init; } = "";

    /// <summary>Plugins by package name: the absolute folder of each.</summary>
    public ImmutableDictionary<string, string> Plugins { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Settings for every stack that does not set them itself, by full key.</summary>
    public ImmutableDictionary<string, YamlNode> Defaults { get; init; } = ImmutableDictionary<string, YamlNode>.Empty;

    /// <summary>The folder in which program and plugins run.</summary>
    public string ProgramDirectory => File.Exists(Main) ? Path.GetDirectoryName(Main)! : Main;

    /// <summary>Where the settings of a stack are.</summary>
    public string SettingsPath(string stack) => Path.Combine(Directory, $"Pulumi.{stack}.yaml");

    /// <summary>Finds the project that a folder belongs to: the nearest Pulumi.yaml at or above it.</summary>
    /// <exception cref="EngineException">There is none, or it asks for what this engine does not have.</exception>
    public static ProjectFile Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "Pulumi.yaml") is var file && File.Exists(file))
            {
                return Read(file);
            }
        }

        throw new EngineException(
            $"no Pulumi.yaml project file found (searching upwards from {directory}). A project begins with one: `name: NAME` and `runtime: dotnet`, beside the program");
    }

    private static ProjectFile Read(string file)
    {
        var root = ParseYaml(file);
        if (root.Children.Keys.Select(key => key.ToString()).FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
        {
            throw new EngineException($"'{unknown}' in {file} is not supported by collab; use the Pulumi CLI for this project");
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var name = Text(root, "name") is { Length: > 0 } given ? given : throw new EngineException($"could not load project {file}: project is missing a 'name' attribute");
        if (!NameRule.Holds(name))
        {
            throw new EngineException($"could not load project {file}: a project name may only contain {NameRule.Text}");
        }

        var runtime = PulumiYaml.Find(root, "runtime") ?? throw new EngineException($"could not load project {file}: project is missing a 'runtime' attribute");
        var options = runtime is YamlMappingNode map ? PulumiYaml.Find(map, "options") as YamlMappingNode : null;
        if (options?.Children.Keys.Select(key => key.ToString()).FirstOrDefault(key => key != "binary") is { } option)
        {
            throw new EngineException($"the runtime option '{option}' in {file} is not supported by collab; use the Pulumi CLI for this project");
        }

        return new ProjectFile
        {
            Directory = directory,
            Name = name,
            Runtime = runtime is YamlMappingNode named ? Text(named, "name") : runtime.ToString(),
            Binary = options is null ? "" : Text(options, "binary"),
            Main = Path.GetFullPath(Text(root, "main"), directory),
            BackendUrl = PulumiYaml.Find(root, "backend") is YamlMappingNode backend ? Text(backend, "url") : "",
            Plugins = ReadPlugins(root, file, directory),
            Defaults = PulumiYaml.Find(root, "config") is YamlMappingNode config ? ReadDefaults(config, name) : ImmutableDictionary<string, YamlNode>.Empty,
        };
    }

    internal static YamlMappingNode ParseYaml(string file) => ParseYaml(file, () => PulumiYaml.Read(file));

    internal static YamlMappingNode ParseYaml(string file, Func<YamlMappingNode> read)
    {
        try
        {
            return read();
        }
        catch (UnreadableYamlException e)
        {
            throw new EngineException($"{file} cannot be read: {e.Message}", inner: e);
        }
    }

    private static string Text(YamlMappingNode map, string key) => PulumiYaml.Text(map, key) ?? "";

    private static ImmutableDictionary<string, string> ReadPlugins(YamlMappingNode root, string file, string directory)
    {
        var result = ImmutableDictionary.CreateBuilder<string, string>();
        if (PulumiYaml.Find(root, "plugins") is YamlMappingNode plugins)
        {
            foreach (var (kind, list) in plugins.Children)
            {
                if (kind.ToString() != "providers")
                {
                    throw new EngineException($"'plugins.{kind}' in {file} is not supported by collab; use the Pulumi CLI for this project");
                }

                foreach (var entry in ((YamlSequenceNode)list).OfType<YamlMappingNode>())
                {
                    result[Text(entry, "name")] = PluginFolder(Text(entry, "path"), directory);
                }
            }
        }

        return result.ToImmutable();
    }

    // Checked at once, as the CLI does: a wrong path ends every command.
    private static string PluginFolder(string path, string directory)
    {
        var folder = Path.GetFullPath(path, directory);
        return System.IO.Directory.Exists(folder) ? folder
            : throw new EngineException(File.Exists(folder) ? $"provider folder '{path}' is not a directory" : $"no folder at path '{path}'");
    }

    private static ImmutableDictionary<string, YamlNode> ReadDefaults(YamlMappingNode config, string project)
    {
        var result = ImmutableDictionary.CreateBuilder<string, YamlNode>();
        foreach (var (key, node) in config.Children)
        {
            var value = node is YamlMappingNode declared ? PulumiYaml.Find(declared, "value") ?? PulumiYaml.Find(declared, "default") : node;
            if (value is not null)
            {
                result[ConfigKey.Parse(key.ToString(), project).ToString()] = value;
            }
        }

        return result.ToImmutable();
    }
}
