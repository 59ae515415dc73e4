using System.Collections.Immutable;
using HarnessCollab.Common;

namespace HarnessCollab.Cli.Building;

/// <summary>The executables that a project starts: its program, its plugins and the stand-in Jira. Source code is built first.</summary>
internal sealed class Startables(ProjectFile project, IReadOnlyDictionary<string, string> built)
{
    private const string SandboxProject = "examples/jira-sandbox/JiraSandbox.csproj";

    /// <summary>Builds what is needed.</summary>
    public static async Task<Startables> BuildAsync(ProjectFile source, bool program, bool sandbox)
    {
        var wanted = source.Program.Plugins.Values.Select(PluginProject).OfType<string>().ToList();
        if (program && NeedsBuild(source))
        {
            wanted.Add(ProjectIn(source.Program.Main));
        }

        if (sandbox)
        {
            wanted.Add(SandboxSource(source));
        }

        return new Startables(source, await Builder.BuildAsync(wanted, source.Directory));
    }

    /// <summary>How to start each plugin that the project names.</summary>
    public ImmutableDictionary<string, PluginCommand> Plugins() => project.Program.Plugins.ToImmutableDictionary(plugin => plugin.Key, plugin =>
    {
        if (PluginProject(plugin.Value) is { } source)
        {
            var (file, arguments) = Executable(built[source]);
            return new PluginCommand(file, arguments);
        }

        var name = $"pulumi-resource-{plugin.Key}{(OperatingSystem.IsWindows() ? ".exe" : "")}";
        var executable = Path.Combine(plugin.Value, name);
        return File.Exists(executable) ? new PluginCommand(executable, [])
            : throw new EngineException($"no {name} and no PulumiPlugin.yaml in the plugin folder {plugin.Value} (Pulumi.yaml, plugins.providers)");
    });

    /// <summary>How to start the stand-in Jira.</summary>
    public (string File, ImmutableArray<string> Arguments) Sandbox() => Executable(built[SandboxSource(project)]);

    /// <summary>How to start the program.</summary>
    /// <exception cref="EngineException">The program is in a language that collab does not support.</exception>
    public ProgramSpec Program()
    {
        var binary = project.Program.Binary is null ? null : Path.GetFullPath(project.Program.Binary, project.Program.Directory);
        var (file, arguments) = NeedsBuild(project) ? Executable(built[ProjectIn(project.Program.Main)])
            : binary!.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ("dotnet", [binary])
            : (binary, []);
        return new ProcessProgram(file, arguments);
    }

    private static bool NeedsBuild(ProjectFile source) =>
        source.Program.Runtime == "dotnet" ? source.Program.Binary is null : throw new EngineException(
            $"the runtime '{source.Program.Runtime}' is not supported by collab, which starts dotnet programs; use the Pulumi CLI for this project");

    // The host of a .NET assembly when there is one, else the dotnet command.
    private static (string File, ImmutableArray<string> Arguments) Executable(string assembly)
    {
        var host = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(host) ? (host, []) : (Executables.OnPath("dotnet"), [assembly]);
    }

    // The .NET project of a plugin folder with PulumiPlugin.yaml, or null for a folder with an executable.
    private static string? PluginProject(string folder)
    {
        var manifest = Path.Combine(folder, "PulumiPlugin.yaml");
        if (!File.Exists(manifest))
        {
            return null;
        }

        var root = YamlFile.Read(manifest);
        var runtime = root.Find("runtime") is YamlMap map ? map.Text("name") : root.Text("runtime");
        return (runtime ?? throw new EngineException($"{manifest} is missing a 'runtime' attribute")) == "dotnet" ? ProjectIn(folder)
            : throw new EngineException(
                $"the plugin in {folder} is not a .NET project, and collab builds no other source code; use the Pulumi CLI for this project");
    }

    private static string ProjectIn(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        var projects = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj")
            : throw new EngineException($"there is no folder {path}, which Pulumi.yaml names");
        return projects.Length == 1 ? projects[0]
            : throw new EngineException($"{(projects.Length == 0 ? "no" : "more than one")} .NET project in {path}; one is needed");
    }

    // At or above the folder of the project, else at or above the folder of collab itself.
    private static string SandboxSource(ProjectFile source) =>
        Folders.AtAndAbove(source.Directory).Concat(Folders.AtAndAbove(AppContext.BaseDirectory))
            .Select(folder => Path.GetFullPath(SandboxProject, folder)).FirstOrDefault(File.Exists)
        ?? throw new EngineException($"--sandbox needs {SandboxProject}, which is neither above {source.Directory} nor above collab itself");
}
