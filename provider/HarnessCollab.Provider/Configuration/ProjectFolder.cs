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
            if (ProjectFiles.Any(file => File.Exists(Path.Combine(folder.FullName, file))))
            {
                return (folder.FullName, true);
            }
        }

        return (workingDirectory, false);
    }
}
