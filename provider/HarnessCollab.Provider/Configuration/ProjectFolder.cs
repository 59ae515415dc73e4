namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// Where relative paths start. The engine starts a plugin in the program's folder and does not say where Pulumi.yaml is, so it is
/// looked for upwards from there.
/// </summary>
internal static class ProjectFolder
{
    private static readonly string[] ProjectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

    /// <returns>The nearest folder at or above with a Pulumi.yaml; without one, the given folder.</returns>
    public static (string Folder, bool IsProject) Find(string workingDirectory)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            if (FileIn(folder.FullName) is not null)
            {
                return (folder.FullName, true);
            }
        }

        return (workingDirectory, false);
    }

    /// <summary>The project file of a folder, or null.</summary>
    public static string? FileIn(string folder) => ProjectFiles.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
