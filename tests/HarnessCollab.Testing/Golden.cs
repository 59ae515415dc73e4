using System.Reflection;

namespace HarnessCollab.Testing;

/// <summary>
/// Files with the expected results of tests. Accept changes with <c>HARNESSCOLLAB_ACCEPT=1 dotnet test</c>, and review them like code.
/// </summary>
public static class Golden
{
    private static readonly string RepositoryRoot =
        typeof(Golden).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>True while changed files are written instead of compared.</summary>
    public static bool IsAccepting => Environment.GetEnvironmentVariable("HARNESSCOLLAB_ACCEPT") == "1";

    /// <param name="path">Relative to the repository's root.</param>
    /// <returns>Null if the file has the text; otherwise what to do.</returns>
    public static string? Difference(string path, string actual)
    {
        var file = Path.Combine(RepositoryRoot, path);
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (expected == actual)
        {
            return null;
        }

        if (IsAccepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return null;
        }

        var line = expected.Split('\n').Zip(actual.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{path} differs from line {line + 1} on. Accept the change with HARNESSCOLLAB_ACCEPT=1 dotnet test, and review it with git diff.";
    }
}
