using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Schema;

/// <summary>The text that stands beside a resource or function and heads its registry page.</summary>
internal static class RegistryText
{
    /// <param name="name">The resource's or function's name.</param>
    public static string Of(string name)
    {
        var file = Directory.EnumerateFiles(
            Path.Combine(Artifacts.RepositoryRoot, "provider/HarnessCollab.Provider"), $"{name}.md", SearchOption.AllDirectories)
            .Single(path => Path.GetDirectoryName(path)!.Split(Path.DirectorySeparatorChar) is var folders
                && (folders.Contains("Resources") || folders.Contains("Functions")));
        return File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd();
    }
}
