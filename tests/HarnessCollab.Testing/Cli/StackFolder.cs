using Microsoft.Data.Sqlite;

namespace HarnessCollab.Testing.Cli;

/// <summary>A project folder with program, plugin and file backend of its own, on which commands are run.</summary>
public sealed class StackFolder : IDisposable
{
    public const string Passphrase = "correct horse";

    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ICli _cli;

    private StackFolder(ICli cli, TempFolder folder, bool ownsFolder, string stack)
    {
        _cli = cli;
        _folder = folder;
        _ownsFolder = ownsFolder;
        Stack = stack;
    }

    public string Stack { get; }

    public string Root => _folder.Path;

    public string StorePath => _folder.Combine(".harnesscollab", "store.db");

    public string CheckpointPath => _folder.Combine("state", ".pulumi", "stacks", "e2e", $"{Stack}.json");

    /// <summary>Holds a file for each command that works on the stack.</summary>
    public string LockFolder => _folder.Combine("state", ".pulumi", "locks", "organization", "e2e", Stack);

    /// <summary>Extra environment of every command.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Makes the folder and a stack. <paramref name="program"/> and <paramref name="plugin"/> are executables; the plugin is the real one unless another is named.</summary>
    public static async Task<StackFolder> CreateAsync(ICli cli, string program, string stack = "dev", string? plugin = null)
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder.Combine("state"));
        folder.Write("Pulumi.yaml", $"""
            name: e2e
            runtime:
              name: dotnet
              options:
                binary: {program}
            plugins:
              providers:
                - name: harnesscollab
                  path: {Path.GetDirectoryName(plugin ?? Artifacts.Plugin)}
            """);
        var result = new StackFolder(cli, folder, ownsFolder: true, stack);
        await result.MustAsync("stack", "init", stack);
        return result;
    }

    /// <summary>Another stack of the same project, on the same store.</summary>
    public async Task<StackFolder> AnotherStackAsync(string stack)
    {
        var other = new StackFolder(_cli, _folder, ownsFolder: false, stack);
        await other.MustAsync("stack", "init", stack);
        return other;
    }

    /// <summary>A folder with the same content as this one has now, that goes its own way.</summary>
    public StackFolder Copy()
    {
        var copy = new StackFolder(_cli, new TempFolder(), ownsFolder: true, Stack);
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy._folder.Combine(file))!);
            File.Copy(_folder.Combine(file), copy._folder.Combine(file));
        }

        return copy;
    }

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        return await command.WaitAsync();
    }

    /// <summary>Starts a command and does not wait for its end.</summary>
    public ChildProcess Start(params string[] arguments)
    {
        var command = ChildProcess.Start(
            _cli.Executable,
            arguments[0] is "stack" && arguments[1] is "init" or "select" ? [.. arguments, "--non-interactive"] : [.. arguments, "--stack", Stack, "--non-interactive", .. Colour(arguments)],
            Root,
            new Dictionary<string, string?>(Environment)
            {
                ["PULUMI_BACKEND_URL"] = $"file://{_folder.Combine("state")}",
                ["PULUMI_HOME"] = _folder.Combine(".home"),
                ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
                ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
                ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
                ["PULUMI_STACK"] = null,
            });
        command.Input.Close();
        return command;
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<CommandResult> MustAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException($"{_cli.Name} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
    }

    public Task<CommandResult> PreviewAsync(params string[] flags) => RunAsync(["preview", .. flags]);

    public Task<CommandResult> UpAsync(params string[] flags) => RunAsync(["up", "--yes", "--skip-preview", .. flags]);

    public Task ConfigAsync(string key, string value) => MustAsync("config", "set", key, value);

    public Task SecretAsync(string key, string value) => MustAsync("config", "set", "--secret", key, value);

    public Task RemoveConfigAsync(string key) => MustAsync("config", "rm", key);

    /// <summary>Asks or changes the store behind everybody's back.</summary>
    public object? Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }

    public long Rows() => File.Exists(StorePath) ? (long)Sql("select count(*) from providers")! : 0;

    public void Dispose()
    {
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }

    private static string[] Colour(string[] arguments) => arguments[0] is "preview" or "up" or "refresh" or "destroy" ? ["--color", "never"] : [];
}
