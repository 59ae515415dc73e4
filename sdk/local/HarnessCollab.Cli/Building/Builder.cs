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
    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync(
        IReadOnlyCollection<string> projects, string directory, TextWriter error, CancellationToken cancellationToken)
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
            string[] arguments =
            [
                "build", "-nologo", "-v:minimal", "-nodeReuse:false", "-p:CollabScript=1", $"-p:CollabFolder={folder}",
                $"-p:CustomAfterMicrosoftCommonTargets={Script("collab.targets")}", Script("collab.proj"),
            ];
            await RunAsync(directory, error, arguments, cancellationToken);
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

    private static async Task RunAsync(string directory, TextWriter error, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Executables.OnPath("dotnet"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await FollowAsync(process.StandardOutput, error, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            await error.WriteAsync(output + await errors);
            throw new EngineException("the build failed: its messages are above");
        }
    }

    // A quick build is not worth a word. From the second on each project is told as it is done.
    private static async Task<string> FollowAsync(StreamReader build, TextWriter error, CancellationToken cancellationToken)
    {
        var quick = Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        var untold = new Queue<string>(["Building the program and what it needs…\n"]);
        var output = new StringBuilder();
        var done = 0;
        var reading = NextAsync();
        while (true)
        {
            await (quick.IsCompleted ? (Task)reading : Task.WhenAny(quick, reading));
            if (reading.IsCompleted)
            {
                if (await reading is not { } line)
                {
                    return output.ToString();
                }

                output.Append(line).Append('\n');
                if (line.Split(" -> ") is [var project, _])
                {
                    done++;
                    untold.Enqueue($"  {project.Trim()} is built ({done.ToString(CultureInfo.InvariantCulture)})\n");
                }

                reading = NextAsync();
            }

            while (quick.IsCompleted && untold.TryDequeue(out var text))
            {
                await error.WriteAsync(text);
            }
        }

        Task<string?> NextAsync() => build.ReadLineAsync(cancellationToken).AsTask();
    }
}
