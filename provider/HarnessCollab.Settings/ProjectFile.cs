namespace HarnessCollab.Settings;

/// <summary>Pulumi.yaml: what a project says about itself.</summary>
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

    /// <summary>The folder in which it lies.</summary>
    public string Directory { get; }

    public string Name { get; }

    /// <summary>How its program is run.</summary>
    /// <exception cref="PulumiFileException">Otherwise than collab can.</exception>
    public ProjectProgram Program => field ??= ProjectProgram.Read(this, _root);

    /// <summary>What it declares for every stack, by full key.</summary>
    /// <exception cref="PulumiFileException">A declaration means nothing.</exception>
    public IReadOnlyDictionary<string, ProjectSetting> Settings => field ??= ProjectSetting.ReadAll(_root.Find("config"), Name, File);

    /// <summary>The project files at or above a folder, the nearest first.</summary>
    public static IEnumerable<string> Above(string directory) => Folders.AtAndAbove(directory)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)).Where(System.IO.File.Exists).Take(1));

    /// <exception cref="PulumiFileException">It cannot be read.</exception>
    public static ProjectFile Read(string file) => new(file);

    /// <summary>Where the settings of a stack are; the file need not exist.</summary>
    public string SettingsPath(string stack)
    {
        // "config" as a text is the older name of "stackConfigDir".
        var below = _root.Text("stackConfigDir") ?? _root.Text("config") ?? "";
        return Path.GetFullPath(Path.Combine(Directory, below, $"Pulumi.{stack}.yaml"));
    }

    /// <returns>The same project.</returns>
    /// <exception cref="PulumiFileException">It asks for what collab does not have, or lacks what every project has.</exception>
    public ProjectFile RequireSupported()
    {
        _ = (Program, Settings);
        return this;
    }
}
