using System.Reflection;

namespace HarnessCollab.Testing;

/// <summary>
/// Finds the executables that tests start. In the repository they are the build's own outputs, compiled ahead of time (Started.targets);
/// a published suite (<c>tests/EndToEnd/publish</c>) has each in a folder next to the test runner's.
/// </summary>
public static class Artifacts
{
    private static readonly string Beside = Path.GetFullPath("..", AppContext.BaseDirectory);

    /// <summary>Whether this is a published suite, without the repository.</summary>
    public static bool ArePublished { get; } = Directory.Exists(Path.Combine(Beside, "plugin"));

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The plugin. HARNESSCOLLAB_PLUGIN names another build of it, for example the native one.</summary>
    public static string Plugin => AnotherBuild("HARNESSCOLLAB_PLUGIN") ?? Find("plugin", "pulumi-resource-harnesscollab");

    public static string Sandbox => Find("jira-sandbox", "jira-sandbox");

    public static string HarnessSandbox => Find("harness-sandbox", "harness-sandbox");

    /// <summary>collab. HARNESSCOLLAB_COLLAB names another build of it, for example a native one.</summary>
    public static string Collab => AnotherBuild("HARNESSCOLLAB_COLLAB") ?? Find("collab", "collab");

    public static string Quickstart => Find("quickstart", "Quickstart");

    /// <summary>The plugin that misbehaves on demand, with the real one behind it; its executable has the real one's name.</summary>
    public static string FaultPlugin => Find("fault-plugin", "pulumi-resource-harnesscollab");

    public static string TestProgram => Find("test-program", "test-program");

    private static string? AnotherBuild(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } binary ? Path.GetFullPath(binary, RepositoryRoot) : null;

    /// <param name="folder">The folder's name among the others of its kind.</param>
    private static string Find(string folder, string executable)
    {
        var name = OperatingSystem.IsWindows() ? $"{executable}.exe" : executable;
        var path = ArePublished
            ? Path.Combine(Beside, folder, name)
            : Path.Combine(RepositoryRoot, $"tests/HarnessCollab.Testing/{Metadata("Outputs")}/started/{folder}", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there; build the solution first (dotnet build).");
    }

    /// <summary>The command that starts a project like <c>dotnet run</c> for a plugin from source; the project's own arguments follow.</summary>
    public static IReadOnlyList<string> FromSource(string project) =>
        ["dotnet", "run", "--no-build", "--configuration", Metadata("Configuration"), "--project", Path.Combine(RepositoryRoot, project), "--"];

    private static string Metadata(string key) =>
        typeof(Artifacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
