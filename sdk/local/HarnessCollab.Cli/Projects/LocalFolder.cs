using HarnessCollab.Engine.Projects;

namespace HarnessCollab.Cli.Projects;

/// <summary>The folder <c>.harnesscollab</c> beside Pulumi.yaml: what belongs to this machine and to no repository.</summary>
internal static class LocalFolder
{
    /// <summary>The path of a file in the folder.</summary>
    public static string File(ProjectFile project, string name) => Path.Combine(project.Directory, ".harnesscollab", name);

    /// <summary>Writes a file in the folder, which gets its own .gitignore.</summary>
    /// <param name="secret">Only the owner may read it.</param>
    public static void Write(ProjectFile project, string name, string text, bool secret = false)
    {
        var path = File(project, name);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var ignore = Path.Combine(folder, ".gitignore");
        if (!System.IO.File.Exists(ignore))
        {
            System.IO.File.WriteAllText(ignore, "*\n");
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
