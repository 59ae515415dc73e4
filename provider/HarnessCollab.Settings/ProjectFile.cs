namespace HarnessCollab.Settings;

/// <summary>Pulumi.yaml, the file that describes a project.</summary>
public sealed class ProjectFile
{
    private static readonly string[] Names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

    private readonly YamlMap _root;

    private ProjectFile(string file)
    {
        File = Path.GetFullPath(file);
        Directory = Path.GetDirectoryName(File)!;
        _root = YamlFile.Read(file);
        Name = _root.Text("name") ?? "";
    }

    public string File { get; }

    /// <summary>The folder that contains the file.</summary>
    public string Directory { get; }

    public string Name { get; }

    /// <summary>How the project's program is run.</summary>
    /// <exception cref="PulumiFileException">The project uses something that collab does not support, or lacks a required part.</exception>
    public ProjectProgram Program => field ??= ProjectProgram.Read(this, _root);

    /// <summary>The settings that the project declares for all stacks, by full key.</summary>
    /// <exception cref="PulumiFileException">A declaration is not valid.</exception>
    public IReadOnlyDictionary<string, ProjectSetting> Settings => field ??= ProjectSetting.ReadAll(_root.Find("config"), Name, File);

    /// <summary>The project files at or above a folder, the nearest first.</summary>
    public static IEnumerable<string> Above(string directory) => Folders.AtAndAbove(directory)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)).Where(System.IO.File.Exists).Take(1));

    /// <exception cref="PulumiFileException">The file cannot be read.</exception>
    public static ProjectFile Read(string file) => new(file);

    /// <summary>The path of a stack's settings file; the file need not exist.</summary>
    public string SettingsPath(string stack)
    {
        // "config" with a text as its value is the older form of "stackConfigDir".
        var below = _root.Text("stackConfigDir") ?? _root.Text("config") ?? "";
        return Path.GetFullPath(Path.Combine(Directory, below, $"Pulumi.{stack}.yaml"));
    }

    /// <returns>The same project.</returns>
    /// <exception cref="PulumiFileException">The project uses something that collab does not support, or lacks a required part.</exception>
    public ProjectFile RequireSupported()
    {
        _ = (Program, Settings);
        return this;
    }
}
