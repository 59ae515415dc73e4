using System.Reflection;

namespace HarnessCollab.Testing;

/// <summary>
/// Finds the executables that tests start. In the repository they are the build's own outputs; a published suite has them beside
/// the test runner, in the folder that HARNESSCOLLAB_ARTIFACTS names.
/// </summary>
public static class Artifacts
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The plugin. HARNESSCOLLAB_PLUGIN names another build of it, for example the native one.</summary>
    public static string Plugin => Environment.GetEnvironmentVariable("HARNESSCOLLAB_PLUGIN") is { Length: > 0 } binary
        ? Path.GetFullPath(binary, RepositoryRoot)
        : Find("plugin", "provider/HarnessCollab.Provider", "pulumi-resource-harnesscollab");

    public static string Sandbox => Find("jira-sandbox", "examples/jira-sandbox", "jira-sandbox");

    public static string Collab => Find("collab", "sdk/local/HarnessCollab.Cli", "collab");

    public static string Quickstart => Find("quickstart", "examples/quickstart", "Quickstart");

    public static string TestProgram => Find("test-program", "tests/TestProgram", "test-program");

    /// <param name="published">The folder's name in a published suite.</param>
    /// <param name="project">The project's folder in the repository.</param>
    public static string Find(string published, string project, string executable)
    {
        var name = OperatingSystem.IsWindows() ? $"{executable}.exe" : executable;
        var path = Environment.GetEnvironmentVariable("HARNESSCOLLAB_ARTIFACTS") is { Length: > 0 } folder
            ? Path.Combine(folder, published, name)
            : Path.Combine(RepositoryRoot, project, "bin", Metadata("Configuration"), "net10.0", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there; build the solution first (dotnet build).");
    }

    private static string Metadata(string key) =>
        typeof(Artifacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
