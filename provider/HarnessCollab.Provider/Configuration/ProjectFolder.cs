using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// The folder where relative paths start. The engine starts a plugin in the program's folder and does not tell it where Pulumi.yaml is, so we search
/// that folder and the folders above it.
/// </summary>
internal static class ProjectFolder
{
    private static readonly string[] ProjectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

    /// <param name="workingDirectory">The folder where the search begins.</param>
    /// <param name="project">The project's name; null when it is not known, then the nearest project is used.</param>
    /// <returns>The nearest folder, this one or one above, that contains the Pulumi.yaml of that project; without one, the given folder.</returns>
    public static (string Folder, bool IsProject) Find(string workingDirectory, string? project = null) =>
        Above(workingDirectory).FirstOrDefault(folder => FileIn(folder) is { } file && (project is null || NameIn(file) == project)) is { } found
            ? (found, true)
            : (workingDirectory, false);

    /// <summary>What the user should know about the base of a relative path, or null when the base is obvious.</summary>
    public static string? NoteOn(string workingDirectory, string? project)
    {
        var (folder, isProject) = Find(workingDirectory, project);
        var nearest = Above(workingDirectory).Select(FileIn).FirstOrDefault(file => file is not null);
        return (isProject, nearest) switch
        {
            (true, _) => project is null && folder != workingDirectory ? $"taken for the project of {nearest}" : null,
            (false, null) => "no Pulumi.yaml at or above the working directory",
            (false, not null) => $"no Pulumi.yaml of the project '{project}' at or above the working directory; {nearest} is another project's",
        };
    }

    /// <summary>The project of a URN; null when the URN contains none.</summary>
    public static string? ProjectOf(string urn) => Urn.Parse(urn) is { Project: { Length: > 0 } project } ? project : null;

    /// <summary>The project file of a folder, or null.</summary>
    public static string? FileIn(string folder) => ProjectFiles.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Above(string workingDirectory)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }

    // A file that we cannot read is not the one that the engine has read.
    private static string? NameIn(string file)
    {
        try
        {
            return PulumiYaml.Text(YamlFile.Read(file), "name");
        }
        catch (PluginException)
        {
            return null;
        }
    }
}
