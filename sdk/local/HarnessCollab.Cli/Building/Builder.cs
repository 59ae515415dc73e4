using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HarnessCollab.Cli.Building;

/// <summary>
/// Builds .NET projects, only after a change. All that a command needs are built in one run of the build tool, because they share projects.
/// </summary>
internal static class Builder
{
    /// <summary>Builds projects and returns the built assembly of each, by project file.</summary>
    /// <exception cref="EngineException">The build failed; its output was written to standard error.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync(IReadOnlyCollection<string> projects, string directory)
    {
        var wanted = projects.Distinct().ToList();
        if (BuildRecord.Current(wanted) is { } current)
        {
            return current;
        }

        var (started, folder) = (DateTime.UtcNow, Directory.CreateTempSubdirectory("collab-build-").FullName);
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, "wanted.txt"), wanted);
            await RunAsync(
                wanted, directory, "build", "-nologo", "-v:minimal", "-nodeReuse:false", "-p:CollabScript=1", $"-p:CollabFolder={folder}",
                $"-p:CustomAfterMicrosoftCommonTargets={Script("collab.targets")}", Script("collab.proj"));
            var built = await File.ReadAllLinesAsync(Path.Combine(folder, "built.txt"));
            BuildRecord.Write(wanted, Directory.EnumerateFiles(folder, "*.folders").SelectMany(File.ReadAllLines), built, started);
            return BuildRecord.Assemblies(built);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Building", name);

    private static async Task RunAsync(IReadOnlyList<string> wanted, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executables.OnPath("dotnet"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory,
            // A build ends before most code that is compiled again would save time.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountThreshold"] = "300" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await FollowAsync(process.StandardOutput, new(() => CountAll(wanted)));
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            await Terminal.Error.WriteAsync(output + await errors);
            throw new EngineException("the build failed: its messages are above");
        }
    }

    // A quick build shows nothing. A build that takes more than a second shows each project when it is done.
    private static async Task<string> FollowAsync(StreamReader build, Lazy<int> total)
    {
        var (output, done, quiet) = (new StringBuilder(), 0, Task.Delay(TimeSpan.FromSeconds(1)));
        var progress = new StringBuilder("Building the program and what it needs…\n");
        while (true)
        {
            var reading = build.ReadLineAsync();
            await Task.WhenAny(reading, quiet);
            if (quiet.IsCompleted)
            {
                await Terminal.Error.WriteAsync(progress.ToString());
                progress.Clear();
            }

            if (await reading is not { } line)
            {
                return output.ToString();
            }

            output.Append(line).Append('\n');
            if (line.Split(" -> ") is [var project, _])
            {
                progress.Append(CultureInfo.InvariantCulture, $"  {project.Trim()} is built ({++done} of {Math.Max(done, total.Value)})\n");
            }
        }
    }

    // Restoring writes for each project which projects it is built from.
    private static int CountAll(IEnumerable<string> projects) => projects
        .Select(project => Path.Combine(BuildRecord.Folder(project), $"{Path.GetFileName(project)}.nuget.dgspec.json")).Where(File.Exists)
        .SelectMany(file => JsonElement.Parse(File.ReadAllBytes(file)).GetProperty("projects").EnumerateObject())
        .DistinctBy(project => project.Name).Count();
}
