using System.Reflection;
using System.Xml.Linq;

namespace HarnessCollab.Conventions.Tests;

/// <summary>The sources as files: projects, their references, their lines.</summary>
internal static class Repository
{
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<string> Projects { get; } =
    [
        .. new[] { "sdk", "provider", "examples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(IsSource)
            .Order(StringComparer.Ordinal),
    ];

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public static string RelativePath(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static IReadOnlyList<string> ReferencesOf(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference")
            // What is only built along, to be started as a process, is no arrow.
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))),
    ];

    public static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(IsSource);

    /// <summary>Lines that are neither blank nor comment.</summary>
    public static int CodeLines(string folder) => SourcesOf(folder).Sum(file => File.ReadLines(file).Select(line => line.Trim()).Count(IsCode));

    private static bool IsCode(string line) =>
        line.Length > 0
        && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("/*", StringComparison.Ordinal) && !line.StartsWith('*');

    private static bool IsSource(string path) =>
        !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
