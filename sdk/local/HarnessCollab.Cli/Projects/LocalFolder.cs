using System.Security.Cryptography;
using HarnessCollab.Common;

namespace HarnessCollab.Cli.Projects;

/// <summary>The folder <c>.harnesscollab</c> beside Pulumi.yaml: what belongs to this machine and to no repository.</summary>
internal sealed class LocalFolder(ProjectFile project)
{
    /// <summary>Which stack was chosen last in this working copy; null when none was.</summary>
    public string? SelectedStack => File.Exists(Selection) && File.ReadAllText(Selection).Trim() is { Length: > 0 } name ? name : null;

    private string Selection => Place($"stack-{project.Name}");

    public void Select(string name) => Write(Selection, name, secret: false);

    public void Unselect() => File.Delete(Selection);

    /// <summary>A secret that is made up on first use.</summary>
    public string Generated(string name, string prefix = "")
    {
        var path = Place(name);
        if (!File.Exists(path))
        {
            Write(path, prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), secret: true);
        }

        return File.ReadAllText(path).Trim();
    }

    private string Place(string name) => Path.Combine(project.Directory, ".harnesscollab", name);

    // The folder gets its own .gitignore; a secret may be read by the owner only.
    private static void Write(string path, string text, bool secret)
    {
        var folder = Path.GetDirectoryName(path)!;

        // As the plugin makes it when it comes first: stores and their keys lie here too.
        OwnerOnly.CreateFolder(folder);

        var ignore = Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }

        using var writer = new StreamWriter(secret ? OwnerOnly.Open(path, FileMode.Create) : File.Create(path));
        writer.Write(text + "\n");
    }
}
