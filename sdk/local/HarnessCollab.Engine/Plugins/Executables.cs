using System.Collections.Immutable;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Finds executables the way a shell does, in a given environment.</summary>
internal static class Executables
{
    /// <summary>The full path of a program, or null. A name with a folder in it is taken relative to <paramref name="workingDirectory"/>.</summary>
    public static string? Find(string name, ImmutableDictionary<string, string> environment, string workingDirectory)
    {
        if (Path.GetFileName(name) != name)
        {
            return Existing(Path.GetFullPath(name, workingDirectory));
        }

        var folders = environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Existing(Path.Combine(folder, name))).FirstOrDefault(path => path is not null);
    }

    private static string? Existing(string path)
    {
        string[] names = OperatingSystem.IsWindows() ? [path, path + ".exe", path + ".cmd"] : [path];
        return names.FirstOrDefault(File.Exists);
    }
}
