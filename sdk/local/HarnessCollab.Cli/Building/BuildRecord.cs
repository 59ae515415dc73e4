using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Common;

namespace HarnessCollab.Cli.Building;

/// <summary>
/// Records of what was built from which folders, in the obj folders of the projects. Projects are built again only when something in those
/// folders is newer than the record. Which projects are built together differs from command to command: a record of more than is wanted will do.
/// </summary>
internal static class BuildRecord
{
    /// <summary>The built assemblies of all wanted projects, perhaps with others, or null when they have to be built.</summary>
    public static IReadOnlyDictionary<string, string>? Current(IReadOnlyList<string> wanted) => wanted.Count == 0 ? new Dictionary<string, string>()
        : !Directory.Exists(Folder(wanted[0])) ? null
        : Directory.EnumerateFiles(Folder(wanted[0]), "collab-*.built").Select(record => Read(record, wanted)).OfType<Dictionary<string, string>>()
            .FirstOrDefault();

    /// <summary>Writes the record, unless a file has changed since the build started: nobody knows which version of it was built then.</summary>
    /// <param name="built">One line for each project: the project file and the built assembly.</param>
    public static void Write(IReadOnlyList<string> projects, IEnumerable<string> folders, IReadOnlyList<string> built, DateTime started)
    {
        var all = folders.Select(Path.TrimEndingDirectorySeparator).Distinct().ToList();

        // The folder of a project is read with all folders below it, so those need not be listed.
        var roots = all.Where(HoldsProject).Select(folder => folder + Path.DirectorySeparatorChar).ToList();
        var sources = all.Where(folder => !roots.Exists(root => folder.StartsWith(root, StringComparison.Ordinal)));
        if (Newest(sources, withFolders: false) < started)
        {
            var set = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', projects))))[..16];
            foreach (var folder in projects.Select(Folder).Distinct())
            {
                File.WriteAllLines(Path.Combine(folder, $"collab-{set}.built"), [Flavour, string.Join('|', sources), .. built]);
            }
        }
    }

    /// <summary>Where builds keep what they have made of a project on the way.</summary>
    public static string Folder(string project) => Path.Combine(Path.GetDirectoryName(project)!, "obj");

    public static Dictionary<string, string> Assemblies(IEnumerable<string> lines) =>
        lines.Select(line => line.Split('|')).ToDictionary(parts => parts[0], parts => parts[1]);

    private static Dictionary<string, string>? Read(string record, IReadOnlyList<string> wanted) =>
        File.ReadAllLines(record) is [var flavour, var folders, .. var lines] && flavour == Flavour && Assemblies(lines) is var built
            && wanted.All(project => File.Exists(built.GetValueOrDefault(project))) && Newest(folders.Split('|')) <= File.GetLastWriteTimeUtc(record)
            ? built : null;

    private static string Flavour => $"{Environment.GetEnvironmentVariable("Configuration")}|{Environment.GetEnvironmentVariable("PulumiSdk")}";

    // The time of a folder shows files that were added or removed. Other files that a build depends on are in the folders above.
    private static DateTime Newest(IEnumerable<string> folders, bool withFolders = true) => folders
        .SelectMany(folder => Times(folder, HoldsProject(folder), IsSource).Append(withFolders ? Written(folder) : default))
        .Concat(folders.SelectMany(folder => Folders.AtAndAbove(folder).Skip(1)).Distinct()
            .SelectMany(folder => Times(folder, recurse: false, SetsUpBuilds)))
        .Max();

    private static DateTime Written(string folder) => Directory.Exists(folder) ? Directory.GetLastWriteTimeUtc(folder) : DateTime.MaxValue;

    private static IEnumerable<DateTime> Times(string folder, bool recurse, FileSystemEnumerable<DateTime>.FindPredicate isWanted) =>
        !Directory.Exists(folder) ? [] : new FileSystemEnumerable<DateTime>(
            folder,
            (ref FileSystemEntry entry) => entry.LastWriteTimeUtc.UtcDateTime,
            new() { RecurseSubdirectories = recurse, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = isWanted,
            ShouldRecursePredicate = IsSource,
        };

    private static bool HoldsProject(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.*proj").Any();

    // The settings of stacks change often, for example with `collab config set`, and no build depends on them.
    private static bool IsSource(ref FileSystemEntry entry) => entry.IsDirectory
        ? entry.FileName is not ("bin" or "obj" or "node_modules") && !entry.FileName.StartsWith(".")
        : !(entry.FileName.StartsWith("Pulumi.") && entry.FileName.EndsWith(".yaml"));

    private static bool SetsUpBuilds(ref FileSystemEntry entry) =>
        Path.GetExtension(entry.FileName) is ".props" or ".targets" or ".rsp" or ".editorconfig" or ".globalconfig"
        || entry.FileName is "global.json" or "nuget.config" or "NuGet.config" or "NuGet.Config";
}
