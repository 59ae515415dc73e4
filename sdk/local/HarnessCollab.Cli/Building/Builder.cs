using System.Diagnostics;
using System.Security;
using HarnessCollab.Engine;
using HarnessCollab.Engine.Plugins;

namespace HarnessCollab.Cli.Building;

/// <summary>Builds .NET projects: all that a command needs in one run of the build tool, because they share projects.</summary>
internal static class Builder
{
    // Restore and build see the projects differently (restore writes files that they import), hence the property that tells the two apart.
    private const string Template =
        """
        <Project>
          <ItemGroup>{0}</ItemGroup>
          <Target Name="Build">
            <MSBuild Projects="@(Wanted)" Targets="Restore" Properties="MSBuildIsRestoring=true;CollabRestore=1" />
            <MSBuild Projects="@(Wanted)" Targets="Build" />
            <MSBuild Projects="@(Wanted)" Targets="GetTargetPath"><Output TaskParameter="TargetOutputs" ItemName="Built" /></MSBuild>
            <WriteLinesToFile File="{1}" Lines="@(Built->'%(MSBuildSourceProjectFile)|%(FullPath)')" Overwrite="true" />
          </Target>
        </Project>
        """;

    /// <summary>Builds projects and returns the built assembly of each, by project file.</summary>
    /// <exception cref="EngineException">The build failed; its output has gone to standard error.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync(IReadOnlyCollection<string> projects, string directory, TextWriter error, CancellationToken cancellationToken)
    {
        if (projects.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var folder = Directory.CreateTempSubdirectory("collab-build-");
        try
        {
            var list = Path.Combine(folder.FullName, "built.txt");
            var script = Path.Combine(folder.FullName, "collab.proj");
            var items = string.Concat(projects.Distinct().Select(project => $"<Wanted Include=\"{SecurityElement.Escape(project)}\" />"));
            await File.WriteAllTextAsync(script, Template.Replace("{0}", items, StringComparison.Ordinal).Replace("{1}", SecurityElement.Escape(list), StringComparison.Ordinal), cancellationToken);
            await RunAsync(directory, error, ["build", "-nologo", "-v:quiet", "-nodeReuse:false", "-maxCpuCount:1", "-p:CollabScript=1", script], cancellationToken);
            return (await File.ReadAllLinesAsync(list, cancellationToken)).Select(line => line.Split('|')).ToDictionary(parts => parts[0], parts => parts[1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string directory, TextWriter error, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Executables.OnPath("dotnet"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            await error.WriteAsync(await output + await errors);
            throw new EngineException("the build failed: its messages are above");
        }
    }
}
