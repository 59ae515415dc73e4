using System.Collections.Immutable;

namespace HarnessCollab.Engine.Plugins;

/// <summary>
/// Finds executables the way a shell does, in a given environment. Whoever starts a process gives the path found here: a bare name would be
/// looked for in the current folder first, where the files may be a stranger's.
/// </summary>
public static class Executables
{
    /// <summary>
    /// The full path of a program, or null. A name with a folder in it is taken relative to <paramref name="workingDirectory"/>;
    /// a relative folder on PATH counts for nothing.
    /// </summary>
    public static string? Find(string name, ImmutableDictionary<string, string> environment, string workingDirectory)
    {
        if (Path.GetFileName(name) != name)
        {
            return Existing(Path.GetFullPath(name, workingDirectory));
        }

        var folders = environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Existing(Path.Combine(folder, name))).FirstOrDefault(path => path is not null);
    }

    /// <summary>The full path of a program that this process's own PATH has.</summary>
    /// <exception cref="EngineException">It has none.</exception>
    public static string OnPath(string name) => Require(name, ImmutableDictionary<string, string>.Empty.Add("PATH", Environment.GetEnvironmentVariable("PATH") ?? ""), "/");

    /// <summary>As <see cref="Find"/>.</summary>
    /// <exception cref="EngineException">There is no such program.</exception>
    internal static string Require(string name, ImmutableDictionary<string, string> environment, string workingDirectory) =>
        Find(name, environment, workingDirectory) ?? throw new EngineException($"cannot start '{name}': there is no such program; check the path, or that it is on PATH");

    private static string? Existing(string path)
    {
        string[] names = OperatingSystem.IsWindows() ? [path, path + ".exe", path + ".cmd"] : [path];
        return names.FirstOrDefault(File.Exists);
    }
}
