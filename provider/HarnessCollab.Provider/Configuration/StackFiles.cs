using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Configuration;

/// <summary>The files with a stack's settings: Pulumi.yaml, and Pulumi.STACK.yaml in the folder that Pulumi.yaml names.</summary>
internal static class StackFiles
{
    /// <summary>The keys whose values are in plain text in a stack's settings, and the file that contains them.</summary>
    /// <param name="urn">A URN of the stack and project.</param>
    /// <returns>Null when there is nothing to report: the file does not exist, cannot be read, or has no such value.</returns>
    public static (string Path, string Stack, IReadOnlyList<string> Keys)? InClear(string urn, IEnumerable<string> keys, string workingDirectory)
    {
        if (StackName.Of(urn) is not (var stack, { Length: > 0 } project) || stack.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return null;
        }

        try
        {
            if (ProjectFolder.FileOf(project, workingDirectory) is not { } file)
            {
                return null;
            }

            var settings = StackSettings.Read(ProjectFile.Read(file).SettingsPath(stack), project);
            string[] inClear = [.. keys.Where(key => settings.Config.GetValueOrDefault(key) is { Value: YamlScalar { Text.Length: > 0 } })];
            return inClear.Length == 0 ? null : (settings.File, stack, inClear);
        }
        catch (PulumiFileException)
        {
            // The code that needs the file reports the problem. This is only a hint, and no hint is better than a wrong one.
            return null;
        }
    }
}
