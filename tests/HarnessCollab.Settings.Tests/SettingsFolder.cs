namespace HarnessCollab.Settings.Tests;

/// <summary>A project in a folder of its own.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings-");

    public string File => Path("Pulumi.dev.yaml");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Text => System.IO.File.ReadAllText(File);

    public StackSettings Settings(string text, string project = "p")
    {
        System.IO.File.WriteAllText(File, text);
        return StackSettings.Read(File, project);
    }

    public ProjectFile Project(string text)
    {
        System.IO.File.WriteAllText(Path("Pulumi.yaml"), text);
        return ProjectFile.Read(Path("Pulumi.yaml"));
    }

    /// <summary>What an action is refused with; it names the file, and quotes no value.</summary>
    public static string Refusal(Action action)
    {
        var message = Assert.Throws<PulumiFileException>(action).Message;
        Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal);
        return message;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
