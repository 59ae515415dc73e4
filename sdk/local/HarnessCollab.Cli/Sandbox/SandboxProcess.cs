using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Commands;
using HarnessCollab.Engine;
using HarnessCollab.Settings;

namespace HarnessCollab.Cli.Sandbox;

/// <summary>The stand-in Jira while a command runs. It ends with us: it watches its standard input, which closes when we do.</summary>
internal sealed class SandboxProcess : IDisposable
{
    public const string StackName = "sandbox";
    private const string User = "bot@example.com";

    private readonly Process _process;

    private SandboxProcess(Process process) => _process = process;

    /// <summary>
    /// Fills in the stack's settings where they are missing, and starts the stand-in where they point to. Null when they point to another
    /// Jira: a user may change them.
    /// </summary>
    public static async Task<SandboxProcess?> StartAsync(Invocation call, Startables startables, CancellationToken cancellationToken)
    {
        var settings = call.Settings;
        var token = call.Local.Generated("sandbox-token", "sandbox-");
        var address = settings.Config.GetValueOrDefault(Key(call, "baseUrl").ToString()) is { Value: YamlScalar scalar } ? scalar.Text : null;
        if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp))
        {
            await Terminal.Error.WriteAsync($"{Key(call, "baseUrl")} is {address}: the sandbox is not started\n");
            return null;
        }

        var wanted = address is null ? 0 : new Uri(address).Port;
        var (process, actual) = await LaunchAsync(startables, IsFree(wanted) ? wanted : 0, token, cancellationToken);
        if (wanted != actual)
        {
            if (wanted != 0)
            {
                await Terminal.Error.WriteAsync($"port {wanted} is taken: the sandbox listens on port {actual} from now on\n");
            }

            settings.Set(Key(call, "baseUrl"), new YamlScalar($"http://127.0.0.1:{actual}"));
        }

        SetMissing(call, Key(call, "username"), () => new YamlScalar(User));
        SetMissing(call, Key(call, "apiToken"), () => YamlMap.Secure(call.Secrets().Encrypt(token)));

        // A store of its own: an account that is tried out here must not stand in the way of the real one.
        SetMissing(call, new ConfigKey("harnesscollab", "store"), () => new YamlScalar("sqlite:.harnesscollab/sandbox.db"));
        settings.Save();
        return new SandboxProcess(process);
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

    private static ConfigKey Key(Invocation call, string name) => new(call.Project.Name, name);

    private static void SetMissing(Invocation call, ConfigKey key, Func<YamlValue> value)
    {
        if (!call.Settings.Config.ContainsKey(key.ToString()))
        {
            call.Settings.Set(key, value());
        }
    }

    private static async Task<(Process Process, int Port)> LaunchAsync(
        Startables startables, int port, string token, CancellationToken cancellationToken)
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
                if (process.HasExited)
                {
                    throw new EngineException("the sandbox did not start: its message is above");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
            }

            return (process, new Uri((await File.ReadAllTextAsync(ready, cancellationToken)).Trim()).Port);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return port != 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
