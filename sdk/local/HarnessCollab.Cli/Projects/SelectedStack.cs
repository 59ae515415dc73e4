using HarnessCollab.Engine.Projects;

namespace HarnessCollab.Cli.Projects;

/// <summary>Which stack was chosen last in this working copy.</summary>
internal sealed class SelectedStack(ProjectFile project)
{
    private string FileName => $"stack-{project.Name}";

    /// <summary>The name, or null.</summary>
    public string? Read()
    {
        var path = LocalFolder.File(project, FileName);
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : null;
    }

    public void Write(string name) => LocalFolder.Write(project, FileName, name + "\n");

    public void Clear() => File.Delete(LocalFolder.File(project, FileName));
}
