using HarnessCollab.Testing;

namespace HarnessCollab.Cli.Tests;

/// <summary>A project in a folder of its own, and collab started in it as a process.</summary>
public sealed class ProjectFolder : IDisposable
{
    // Each 'stack init' derives a key, which takes tenths of a second by design.
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Made = new(MakeStackAsync);

    private readonly TempFolder _folder = new();

    /// <param name="program">The lines of a shell script that is the program; one that registers nothing but its stack when left out.</param>
    public ProjectFolder(string? program = null)
    {
        Write("Pulumi.yaml", "name: harness-jira\nruntime:\n  name: dotnet\n  options:\n    binary: ./program.sh\nmain: app\n");
        WriteScript("app/program.sh", program ?? RegistersNothing);
    }

    /// <summary>The lines of a program that registers nothing but its stack.</summary>
    public static string RegistersNothing => $"TEST_PROGRAM_END=nothing exec '{Artifacts.TestProgram}'";

    public string Root => _folder.Path;

    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["PULUMI_CONFIG_PASSPHRASE"] = "correct horse",
        ["PULUMI_CONFIG_PASSPHRASE_FILE"] = null,
        ["PULUMI_BACKEND_URL"] = null,
        ["PULUMI_STACK"] = null,
    };

    /// <summary>A new, selected stack 'dev', for a test that is not about <c>stack init</c>: a copy of what that has made once for all.</summary>
    public async Task StackAsync()
    {
        foreach (var (file, content) in await Made.Value)
        {
            var path = _folder.Combine(file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
        }
    }

    public Task<CommandResult> RunAsync(params string[] arguments) => RunInAsync("", null, arguments);

    /// <summary>Starts collab in a folder below the project, with a text on standard input.</summary>
    public Task<CommandResult> RunInAsync(string folder, string? input, params string[] arguments) =>
        ChildProcess.RunAsync(Artifacts.Collab, arguments, _folder.Combine(folder), Environment, input);

    /// <summary>Runs a command that must succeed, and returns what it printed.</summary>
    public async Task<string> OutputAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result.Output;
    }

    public string Read(string file) => File.ReadAllText(_folder.Combine(file));

    public string Path(string file) => _folder.Combine(file);

    public void Write(string file, string text)
    {
        var path = _folder.Combine(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Writes a shell script that can be run.</summary>
    public void WriteScript(string file, string lines)
    {
        Write(file, $"#!/bin/sh\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Combine(file), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeStackAsync()
    {
        using var project = new ProjectFolder();
        var before = project.Files();
        await project.OutputAsync("stack", "init", "dev");
        return project.Files().Except(before).ToDictionary(file => file, file => File.ReadAllBytes(project.Path(file)));
    }

    private IEnumerable<string> Files() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Root, file))];
}
