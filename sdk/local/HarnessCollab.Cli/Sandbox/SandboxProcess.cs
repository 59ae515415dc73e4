using System.Diagnostics;
using System.Net.NetworkInformation;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Commands;

namespace HarnessCollab.Cli.Sandbox;

/// <summary>The stand-in Jira while a command runs. It ends together with collab, because it watches its standard input, which closes then.</summary>
internal sealed class SandboxProcess : IDisposable
{
    public const string StackName = "sandbox";
    private const string User = "bot@example.com";

    private readonly Process _process;

    private SandboxProcess(Process process) => _process = process;

    /// <summary>
    /// Sets the stack's settings that are missing, and starts the stand-in at the address that they contain. Null when that is the address of
    /// another Jira: a user may change it.
    /// </summary>
    public static async Task<SandboxProcess?> StartAsync(Invocation call, Startables startables)
    {
        var settings = call.Settings;
        var token = call.Local.Generated("sandbox-token", "sandbox-");
        var baseUrl = Own("baseUrl");
        var address = settings.Config.GetValueOrDefault(baseUrl.ToString()) is { Value: YamlScalar scalar } ? scalar.Text : null;
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp))
        {
            await Terminal.Error.WriteAsync($"{baseUrl} is {address}: the sandbox is not started\n");
            return null;
        }

        var wanted = address is null ? 0 : new Uri(address).Port;
        var isTaken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == wanted);
        var (process, actual) = await LaunchAsync(startables, isTaken ? 0 : wanted, token);
        if (isTaken)
        {
            await Terminal.Error.WriteAsync($"port {wanted} is taken: the sandbox listens on port {actual} from now on\n");
        }

        if (wanted != actual)
        {
            settings.Set(baseUrl, new YamlScalar($"http://127.0.0.1:{actual}"));
        }

        SetMissing(Own("username"), () => new YamlScalar(User));
        SetMissing(Own("apiToken"), () => YamlMap.Secure(call.Secrets().Encrypt(token)));

        // The sandbox has a separate store: an account that is tried out here must not conflict with the real one.
        SetMissing(new ConfigKey("harnesscollab", "store"), () => new YamlScalar("sqlite:.harnesscollab/sandbox.db"));
        settings.Save();
        return new SandboxProcess(process);

        ConfigKey Own(string name) => new(call.Project.Name, name);

        void SetMissing(ConfigKey key, Func<YamlValue> value)
        {
            if (!settings.Config.ContainsKey(key.ToString()))
            {
                settings.Set(key, value());
            }
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<(Process Process, int Port)> LaunchAsync(Startables startables, int port, string token)
    {
        var (file, arguments) = startables.Sandbox();
        var folder = Directory.CreateTempSubdirectory("collab-sandbox-").FullName;
        try
        {
            var ready = Path.Combine(folder, "address");
            string[] switches = ["--port", $"{port}", "--user", User, "--token", token, "--ready-file", ready, "--exit-with-parent"];
            var process = Process.Start(new ProcessStartInfo(file, [.. arguments, .. switches]) { RedirectStandardInput = true })!;
            while (!File.Exists(ready))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
                if (process.HasExited)
                {
                    throw new EngineException("the sandbox did not start: its message is above");
                }
            }

            return (process, new Uri((await File.ReadAllTextAsync(ready)).Trim()).Port);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
