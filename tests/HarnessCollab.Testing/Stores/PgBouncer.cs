using System.Diagnostics;
using System.Globalization;

namespace HarnessCollab.Testing;

/// <summary>
/// A pooler in front of a PostgreSQL server, from the machine's own binary: transaction pooling, three connections to the server for each user, and
/// no setting that would help our client.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private DirectoryInfo? _root;
    private Process? _process;

    public PgBouncer()
        : this(new Dictionary<string, string>())
    {
    }

    private PgBouncer(IReadOnlyDictionary<string, string> settings) => _settings = settings;

    public int Port { get; private set; }

    /// <summary>A pooler with special settings of pgbouncer.ini.</summary>
    public static PgBouncer With(params IEnumerable<KeyValuePair<string, string>> settings) => new(new Dictionary<string, string>(settings));

    /// <summary>Starts the pooler, and the server behind it, unless they are already running.</summary>
    /// <param name="server">The server, or what is in front of it.</param>
    /// <param name="port">The port of the server; null for its own.</param>
    /// <returns>Null if they run; otherwise why the test must be skipped, with the command that helps.</returns>
    public string? Ensure(PostgresServer server, int? port = null)
    {
        if (server.Ensure() is { } reason)
        {
            return reason;
        }

        lock (_lock)
        {
            if (_process is null)
            {
                if (FindBinary() is not { } binary)
                {
                    return "No pgbouncer on this machine. Install it with: apt-get install -y pgbouncer";
                }

                Start(binary, port ?? server.Port);
            }

            return null;
        }
    }

    public string Url(string database = "postgres", string? user = null, string? password = null) =>
        $"postgres://{user ?? PostgresServer.User}:{password ?? PostgresServer.Password}@127.0.0.1:{Port}/{database}";

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            ServerProcess.Signal("TERM", int.Parse(await File.ReadAllTextAsync(Path.Combine(_root!.FullName, "pid")), CultureInfo.InvariantCulture));
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _root?.Delete(recursive: true);
    }

    // Debian installs it in a folder that is only in the PATH of administrators.
    private static string? FindBinary() => OperatingSystem.IsWindows()
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "pgbouncer"))
            .FirstOrDefault(File.Exists);

    private void Start(string binary, int server)
    {
        _root = Directory.CreateTempSubdirectory("hc-pooler-");
        Port = ServerProcess.FreePort();
        var file = Path.Combine(_root.FullName, "pgbouncer.ini");
        var settings = new Dictionary<string, string>
        {
            ["listen_addr"] = "127.0.0.1",
            ["listen_port"] = $"{Port}",
            ["unix_socket_dir"] = "",
            ["pidfile"] = Path.Combine(_root.FullName, "pid"),
            ["auth_type"] = "scram-sha-256",
            ["auth_file"] = Path.Combine(_root.FullName, "users"),
            ["pool_mode"] = "transaction",
            ["default_pool_size"] = "3",
            ["max_client_conn"] = "300",
            ["server_login_retry"] = "1",
        };
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        File.WriteAllText(settings["auth_file"], $"\"{PostgresServer.User}\" \"{PostgresServer.Password}\"\n");
        File.WriteAllLines(
            file,
            [
                "[databases]",
                // Users that are not in the file are looked up on the server, because tests create their own roles.
                $"* = host=127.0.0.1 port={server} auth_user={PostgresServer.User}",
                "[pgbouncer]",
                .. settings.Select(setting => $"{setting.Key} = {setting.Value}"),
            ]);
        ServerProcess.Own(_root);
        _process = ServerProcess.Start(binary, [file]);
        ServerProcess.AwaitReady(_process, "process up");
    }
}
