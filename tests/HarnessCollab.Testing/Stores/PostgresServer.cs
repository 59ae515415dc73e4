using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace HarnessCollab.Testing;

/// <summary>
/// A real PostgreSQL server from the machine's own binaries, started for the first test that asks; one for all tests of an assembly.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "postgres";
    public const string Password = "pg-test-pw";

    private readonly Lock _lock = new();
    private DirectoryInfo? _root;
    private Process? _process;

    public int Port { get; private set; }

    /// <summary>A folder in which the server keeps its data, with a flush at every commit, as outside of tests; null: neither.</summary>
    public string? DurableIn { get; init; }

    public string DataFolder => Path.Combine(_root!.FullName, "data");

    /// <summary>The self-signed certificate, for localhost, as a PEM file.</summary>
    public string CertificateFile => Path.Combine(_root!.FullName, "server.crt");

    /// <summary>Starts the server unless it is already running.</summary>
    /// <returns>Null if it runs; otherwise why the test must be skipped, with the command that helps.</returns>
    public string? Ensure()
    {
        lock (_lock)
        {
            if (_process is null)
            {
                if (FindBinaries() is not { } binaries)
                {
                    return "No PostgreSQL server on this machine. Install one with: apt-get install -y postgresql";
                }

                Start(binaries);
            }

            return null;
        }
    }

    public string Url(string database = "postgres", string? user = null, string? password = null) =>
        $"postgres://{user ?? User}:{password ?? Password}@127.0.0.1:{Port}/{database}";

    public async Task<NpgsqlConnection> ConnectAsync(string? searchPath = null, CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = Port, Database = "postgres", Username = User, Password = Password, SearchPath = searchPath, Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            // A fast shutdown, sent to the server itself: the process that we started may be runuser.
            var server = int.Parse(
                (await File.ReadAllLinesAsync(Path.Combine(DataFolder, "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
            ServerProcess.Signal("INT", server);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _root?.Delete(recursive: true);
    }

    private static string? FindBinaries()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            // Debian keeps the server's binaries outside PATH, by version.
            folders = Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).Concat(
                folders);
        }

        return OperatingSystem.IsWindows()
            ? null
            : folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private void Start(string binaries)
    {
        _root = DurableIn is null ? Directory.CreateTempSubdirectory("hc-pg-") : Directory.CreateDirectory(Path.Combine(DurableIn, "postgres"));
        Port = ServerProcess.FreePort();
        File.WriteAllText(Path.Combine(_root.FullName, "pw"), Password);
        WriteCertificate();
        ServerProcess.Own(_root);
        ServerProcess.RunToEnd(
            Path.Combine(binaries, "initdb"),
            [
                "-D", DataFolder, "-U", User, "-A", "scram-sha-256", $"--pwfile={_root.FullName}/pw", "-E", "UTF8", "--locale=C",
                .. DurableIn is null ? ["--wal-segsize=1"] : Array.Empty<string>(),
            ]);
        string[] forTests =
        [
            "-c", "fsync=off", "-c", "ssl=on", "-c", $"ssl_cert_file={CertificateFile}", "-c", $"ssl_key_file={_root.FullName}/server.key",
        ];
        _process = ServerProcess.Start(
            Path.Combine(binaries, "postgres"),
            [
                "-D", DataFolder, "-p", $"{Port}", "-k", _root.FullName, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300",
                .. DurableIn is null ? forTests : [],
            ]);
        ServerProcess.AwaitReady(_process, "ready to accept connections");
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        var keyFile = Path.Combine(_root!.FullName, "server.key");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        Debug.Assert(!OperatingSystem.IsWindows(), "there are no binaries to start there");
        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
