namespace HarnessCollab.Engine.Plugins;

/// <summary>Finds the plugin of a package: what the project says, then PATH.</summary>
internal static class PluginLocator
{
    /// <exception cref="EngineException">There is none.</exception>
    public static PluginCommand Find(OperationRequest request, string package, string version)
    {
        if (request.PluginPaths.TryGetValue(package, out var command))
        {
            return command;
        }

        var name = $"pulumi-resource-{package}";
        var ignoresPath = request.Environment.GetValueOrDefault("PULUMI_IGNORE_AMBIENT_PLUGINS") is "true" or "1";
        return !ignoresPath && Executables.Find(name, request.Environment, request.ProgramDirectory) is { } path ? new PluginCommand(path, [])
            : throw new EngineException(version.Length == 0
                ? $"no resource plugin '{name}' found in the workspace or on your $PATH"
                : $"no resource plugin '{name}' found in the workspace at version v{version} or on your $PATH");
    }
}
