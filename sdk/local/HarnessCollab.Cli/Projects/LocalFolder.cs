using System.Security.Cryptography;
using HarnessCollab.Common;

namespace HarnessCollab.Cli.Projects;

/// <summary>The folder <c>.harnesscollab</c> next to Pulumi.yaml, for files that belong to this machine and must not be committed.</summary>
internal sealed class LocalFolder(ProjectFile project)
{
    /// <summary>The stack that was selected last in this working copy; null when none was.</summary>
    public string? SelectedStack => File.Exists(Selection) && File.ReadAllText(Selection).Trim() is { Length: > 0 } name ? name : null;

    private string Selection => Place($"stack-{project.Name}");

    public void Select(string name) => Write(Selection, name, secret: false);

    public void Unselect() => File.Delete(Selection);

    /// <summary>A secret that is generated on first use.</summary>
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

        // With the same permissions as when the plugin creates it first: the folder contains stores and their keys too.
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
