namespace HarnessCollab.Settings;

/// <summary>The part of Pulumi.yaml that says how a program is run. Only collab reads it. A key that it does not support is an error.</summary>
/// <param name="Runtime">The name of the program's language runtime; collab can start programs of <c>dotnet</c> only.</param>
/// <param name="Binary">The option <c>binary</c> of the runtime: a built program; null when it is to be built from source.</param>
/// <param name="Main">The absolute folder (or project file) of the program.</param>
/// <param name="BackendUrl">The address of the backend; null when it is not set here.</param>
/// <param name="Plugins">The absolute folder of each plugin, by package name.</param>
public sealed record ProjectProgram(string Runtime, string? Binary, string Main, string? BackendUrl, IReadOnlyDictionary<string, string> Plugins)
{
    private static readonly string[] Known =
        ["name", "runtime", "main", "description", "config", "stackConfigDir", "plugins", "backend", "author", "website", "license", "template"];

    /// <summary>The folder in which program and plugins run.</summary>
    public string Directory => File.Exists(Main) ? Path.GetDirectoryName(Main)! : Main;

    internal static ProjectProgram Read(ProjectFile project, YamlMap root)
    {
        RefuseOthers(root, Known, "");
        if (project.Name.Length == 0 || !NameRule.Holds(project.Name))
        {
            throw Wrong(project.Name.Length == 0 ? "project is missing a 'name' attribute" : $"a project name may only contain {NameRule.Text}");
        }

        var runtime = root.Find("runtime") as YamlMap;
        var options = runtime?.Find("options") as YamlMap;
        RefuseOthers(options, ["binary"], "runtime.options.");
        return new ProjectProgram(
            (runtime is null ? root.Text("runtime") : runtime.Text("name")) ?? throw Wrong("project is missing a 'runtime' attribute"),
            options?.Text("binary"),
            Path.GetFullPath(root.Text("main") ?? "", project.Directory),
            (root.Find("backend") as YamlMap)?.Text("url"),
            Plugins(root.Find("plugins") as YamlMap).ToDictionary(StringComparer.Ordinal));

        IEnumerable<KeyValuePair<string, string>> Plugins(YamlMap? plugins)
        {
            RefuseOthers(plugins, ["providers"], "plugins.");
            foreach (var provider in (plugins?.Find("providers") as YamlList)?.Items.OfType<YamlMap>() ?? [])
            {
                // Checked for every command, as the Pulumi CLI does: a wrong path is always an error.
                var path = provider.Text("path") ?? "";
                var folder = Path.GetFullPath(path, project.Directory);
                yield return System.IO.Directory.Exists(folder) ? new(provider.Text("name") ?? "", folder) : throw new PulumiFileException(
                    File.Exists(folder) ? $"provider folder '{path}' is not a directory" : $"no folder at path '{path}'");
            }
        }

        void RefuseOthers(YamlMap? map, string[] known, string where)
        {
            if (map?.Entries.FirstOrDefault(entry => !known.Contains(entry.Key)) is { } other)
            {
                throw new PulumiFileException(
                    $"'{where}{other.Key}' in {project.File} is not supported by collab; use the Pulumi CLI for this project");
            }
        }

        PulumiFileException Wrong(string problem) => new($"could not load project {project.File}: {problem}");
    }
}
