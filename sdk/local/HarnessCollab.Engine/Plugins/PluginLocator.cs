using System.Collections.Immutable;
using System.Globalization;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Finds the plugin of a package: what the project says, then PATH, then the plugin cache under PULUMI_HOME.</summary>
internal sealed class PluginLocator(OperationRequest request)
{
    /// <exception cref="EngineException">There is none.</exception>
    public PluginCommand Find(string package, string version)
    {
        if (request.PluginPaths.TryGetValue(package, out var command))
        {
            return command;
        }

        var name = $"pulumi-resource-{package}";
        var ambient = IsTrue("PULUMI_IGNORE_AMBIENT_PLUGINS") ? null : Executables.Find(name, request.Environment, request.ProgramDirectory);
        if (ambient is not null)
        {
            return new PluginCommand(ambient);
        }

        return FromCache(package, version, name) ?? throw new EngineException(version.Length == 0
            ? $"no resource plugin '{name}' found in the workspace or on your $PATH"
            : $"no resource plugin '{name}' found in the workspace at version v{version} or on your $PATH");
    }

    private PluginCommand? FromCache(string package, string version, string name)
    {
        var prefix = $"resource-{package}-v";
        var plugins = Path.Combine(Home(), "plugins");
        if (!Directory.Exists(plugins))
        {
            return null;
        }

        return Directory.GetDirectories(plugins, prefix + "*")
            .Select(folder => (Version: Path.GetFileName(folder)[prefix.Length..], Path: Executables.Find(Path.Combine(folder, name), request.Environment, plugins)))
            .Where(found => found.Path is not null && (version.Length == 0 || Serves(found.Version, version)))
            .OrderByDescending(found => SortKey(found.Version), StringComparer.Ordinal)
            .Select(found => new PluginCommand(found.Path!))
            .FirstOrDefault();
    }

    private string Home() => request.Environment.TryGetValue("PULUMI_HOME", out var home)
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");

    private bool IsTrue(string name) => request.Environment.GetValueOrDefault(name) is "1" or "true";

    // The same major version and not older; a pre-release only when it is the very one.
    private static bool Serves(string have, string want) =>
        have == want || (!have.Contains('-') && have.Split('.')[0] == want.Split('.')[0] && string.CompareOrdinal(SortKey(have), SortKey(want)) >= 0);

    /// <summary>A text whose ordinal order is that of the versions.</summary>
    public static string SortKey(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? version : version[..dash]).Split('.').Select(part =>
            int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number.ToString("D8", CultureInfo.InvariantCulture) : part);
        return string.Join('.', numbers) + (dash < 0 ? "~" : version[dash..]);
    }
}
