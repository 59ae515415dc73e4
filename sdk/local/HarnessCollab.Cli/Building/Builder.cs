using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Engine;
using HarnessCollab.Engine.Plugins;

namespace HarnessCollab.Cli.Building;

/// <summary>Builds .NET projects: all that a command needs in one run of the build tool, because they share projects, and only after a change.</summary>
internal static class Builder
{
    /// <summary>Builds projects and returns the built assembly of each, by project file.</summary>
    /// <exception cref="EngineException">The build failed; its output has gone to standard error.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync(IReadOnlyCollection<string> projects, string directory, TextWriter error, CancellationToken cancellationToken)
    {
        if (projects.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var wanted = projects.Distinct().ToList();
        // Which projects are built together differs from command to command.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', wanted))))[..16];
        var record = Path.Combine(Path.GetDirectoryName(wanted[0])!, "obj", $"collab-{name}.built");
        if (BuildRecord.Current(record) is { } current)
        {
            return current;
        }

        var started = DateTime.UtcNow;
        var folder = Directory.CreateTempSubdirectory("collab-build-").FullName;
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, "wanted.txt"), wanted, cancellationToken);
            var isFirst = wanted.Exists(project => !Directory.Exists(Path.Combine(Path.GetDirectoryName(project)!, "bin")));
            await error.WriteAsync(isFirst ? "Building the program and what it needs…\n" : "");
            string[] arguments =
            [
                "build", "-nologo", "-v:minimal", "-nodeReuse:false", "-p:CollabScript=1", $"-p:CollabFolder={folder}",
                $"-p:CustomAfterMicrosoftCommonTargets={Script("collab.targets")}", Script("collab.proj"),
            ];
            await RunAsync(directory, error, isFirst, arguments, cancellationToken);
            var built = await File.ReadAllLinesAsync(Path.Combine(folder, "built.txt"), cancellationToken);
            BuildRecord.Write(record, Directory.EnumerateFiles(folder, "*.folders").SelectMany(File.ReadAllLines), built, started);
            return BuildRecord.Assemblies(built);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Building", name);

    // The first time takes a while: each project is told as it is done. Later builds are not worth a word.
    private static async Task RunAsync(
        string directory, TextWriter error, bool isFirst, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Executables.OnPath("dotnet"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = new StringBuilder();
        var done = 0;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.Append(line).Append('\n');
            if (isFirst && line.Split(" -> ") is [var project, _])
            {
                done++;
                await error.WriteAsync($"  {project.Trim()} is built ({done.ToString(CultureInfo.InvariantCulture)})\n");
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            await error.WriteAsync(output + await errors);
            throw new EngineException("the build failed: its messages are above");
        }
    }
}
