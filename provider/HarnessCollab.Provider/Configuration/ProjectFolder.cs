using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// The folder where relative paths start. The engine starts a plugin in the program's folder and does not tell it where Pulumi.yaml is, so we search
/// that folder and the folders above it.
/// </summary>
internal static class ProjectFolder
{
    /// <param name="workingDirectory">The folder where the search begins.</param>
    /// <param name="project">The project's name; null when it is not known, then the nearest project is used.</param>
    /// <returns>The nearest folder, this one or one above, that contains the Pulumi.yaml of that project; without one, the given folder.</returns>
    public static (string Folder, bool IsProject) Find(string workingDirectory, string? project = null) =>
        FileOf(project, workingDirectory) is { } found
            ? (Path.GetDirectoryName(found)!, true)
            : (workingDirectory, false);

    /// <summary>What the user should know about the base of a relative path, or null when the base is obvious.</summary>
    public static string? NoteOn(string workingDirectory, string? project)
    {
        var (folder, isProject) = Find(workingDirectory, project);
        var nearest = ProjectFile.Above(workingDirectory).FirstOrDefault();
        return (isProject, nearest) switch
        {
            (true, _) => project is null && folder != workingDirectory ? $"the store's path starts at the project of {nearest}" : null,
            (false, null) => "no Pulumi.yaml at or above the working directory",
            (false, not null) => $"no Pulumi.yaml of the project '{project}' at or above the working directory; {nearest} belongs to another project",
        };
    }

    /// <summary>The project of a URN; null when the URN contains none.</summary>
    public static string? ProjectOf(string urn) => Urn.Parse(urn) is { Project: { Length: > 0 } project } ? project : null;

    /// <summary>The nearest project file at or above a folder, of a project or of any; null without one.</summary>
    public static string? FileOf(string? project, string workingDirectory) =>
        ProjectFile.Above(workingDirectory).FirstOrDefault(file => project is null || NameIn(file) == project);

    // A file that we cannot read is not the one that the engine has read.
    private static string? NameIn(string file)
    {
        try
        {
            return ProjectFile.Read(file).Name;
        }
        catch (PulumiFileException)
        {
            return null;
        }
    }
}
