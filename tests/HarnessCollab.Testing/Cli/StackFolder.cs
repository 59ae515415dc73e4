using System.Text.Json;
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

    public StackFile State => new(CheckpointPath);

    /// <summary>Contains a file for each command that works on the stack.</summary>
    public string LockFolder => _folder.Combine("state", ".pulumi", "locks", "organization", "e2e", Stack);

    /// <summary>Extra environment of every command.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Uses a stand-in platform as the store, configured by the environment, as on a CI runner.</summary>
    public void UsePlatform(HarnessSandbox platform)
    {
        Environment["HARNESSCOLLAB_STORE"] = "harness";
        Environment["HARNESS_ENDPOINT"] = platform.BaseUrl;
        Environment["HARNESS_ACCOUNT_ID"] = HarnessSandbox.Account;
        Environment["HARNESS_PLATFORM_API_KEY"] = HarnessSandbox.ApiKey;
    }

    /// <summary>Creates the folder and a stack. <paramref name="program"/> is the executable of the program.</summary>
    /// <param name="plugin">The plugin's folder, as <c>plugins.providers</c> names it; without it, that of the built binary.</param>
    public static async Task<StackFolder> CreateAsync(ICli cli, string program, string stack = "dev", string? plugin = null)
    {
        var result = WithoutStack(cli, program, stack, plugin);
        (await StackTemplate.OfAsync(cli, stack)).CopyTo(result.Root);
        return result;
    }

    internal static StackFolder WithoutStack(ICli cli, string program, string stack, string? plugin = null)
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
                  path: {plugin ?? Path.GetDirectoryName(Artifacts.Plugin)}
            """);
        return new StackFolder(cli, folder, ownsFolder: true, stack);
    }

    /// <summary>Another stack of the same project, on the same store.</summary>
    public async Task<StackFolder> AnotherStackAsync(string stack)
    {
        var other = new StackFolder(_cli, _folder, ownsFolder: false, stack);
        (await StackTemplate.OfAsync(_cli, stack)).CopyTo(_folder.Path);
        return other;
    }

    /// <summary>An independent folder with the same content as this one has now.</summary>
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

    /// <summary>The same stack in the same folder, used by another command line.</summary>
    public StackFolder On(ICli other)
    {
        var folder = new StackFolder(other, _folder, ownsFolder: false, Stack);
        foreach (var (name, value) in Environment)
        {
            folder.Environment[name] = value;
        }

        return folder;
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
            arguments[0] is "stack" && arguments[1] is "init" or "select"
                ? [.. arguments, "--non-interactive"]
                : [.. arguments, "--stack", Stack, "--non-interactive", .. Colour(arguments)],
            Root,
            Variables());
        command.Input.Close();
        return command;
    }

    /// <summary>Runs a shell script that calls the Pulumi CLI as <c>pulumi</c>; the command line under test replaces it.</summary>
    /// <param name="environment">Variables in addition to those that every command gets.</param>
    public Task<CommandResult> ScriptAsync(string script, IReadOnlyDictionary<string, string?> environment)
    {
        var shim = _folder.Write(Path.Combine(".bin", "pulumi"), $"#!/bin/sh\nexec '{_cli.Executable}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var variables = Variables();
        variables["PATH"] = $"{_folder.Combine(".bin")}:{System.Environment.GetEnvironmentVariable("PATH")}";
        variables["PULUMI_STACK"] = Stack;
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        return ChildProcess.RunAsync("bash", ["-e", "-c", script], Root, variables);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public async Task<CommandResult> MustAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        return result.ExitCode == 0
            ? result
            : throw new InvalidOperationException($"{_cli.Name} {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.All}");
    }

    public Task<CommandResult> PreviewAsync(params string[] flags) => RunAsync(["preview", .. flags]);

    public Task<CommandResult> UpAsync(params string[] flags) => RunAsync(["up", "--yes", "--skip-preview", .. flags]);

    /// <summary>Makes a setting, as <c>config set</c> does.</summary>
    public Task ConfigAsync(string key, string value)
    {
        Settings.Set(key, JsonSerializer.Serialize(value));
        return Task.CompletedTask;
    }

    /// <summary>Makes a secret setting, as <c>config set --secret</c> does.</summary>
    public async Task SecretAsync(string key, string value)
    {
        var template = await StackTemplate.OfAsync(_cli, Stack);
        Settings.Set(key, $"\n    secure: {await template.EncryptAsync(value)}");
    }

    public Task RemoveConfigAsync(string key)
    {
        Settings.Remove(key);
        return Task.CompletedTask;
    }

    /// <summary>Replaces all settings in the stack's settings file by these plain ones, as an editor would. The salt stays.</summary>
    public void WriteConfig(IReadOnlyDictionary<string, string> settings)
    {
        Settings.Clear();
        foreach (var (key, value) in settings)
        {
            Settings.Set(key, JsonSerializer.Serialize(value));
        }
    }

    /// <summary>The accounts of the store by display name, as the plugin's own command lists them.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> AccountsAsync()
    {
        var result = await ChildProcess.RunAsync(Artifacts.Plugin, ["accounts", "list", "--json"], Root, Environment);
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<JsonElement[]>(result.Output)!.ToDictionary(account => account.GetProperty("displayName").GetString()!)
            : throw new InvalidOperationException($"accounts list ended with {result.ExitCode}: {result.All}");
    }

    /// <summary>Reads or changes the store directly, without the plugin.</summary>
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

    private SettingsFile Settings => new(_folder.Combine($"Pulumi.{Stack}.yaml"));

    private Dictionary<string, string?> Variables() => new(Environment)
    {
        ["PULUMI_BACKEND_URL"] = $"file://{_folder.Combine("state")}",
        ["PULUMI_HOME"] = _folder.Combine(".home"),
        ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
        ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
        ["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true",
        ["PULUMI_STACK"] = null,
        // Each process runs too short for a second, better compilation to pay.
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCounting"] = "0",
    };

    private static string[] Colour(string[] arguments) => arguments[0] is "preview" or "up" or "refresh" or "destroy" ? ["--color", "never"] : [];
}
