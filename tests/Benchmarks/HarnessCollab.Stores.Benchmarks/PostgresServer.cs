using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>A PostgreSQL server from the machine's own binaries, with its ordinary durability, for the time of a run.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    private readonly DirectoryInfo _root;
    private readonly Process _process;

    private PostgresServer(DirectoryInfo root, Process process, int port) =>
        (_root, _process, Url) = (root, process, new Uri($"postgres://{User}@127.0.0.1:{port}/postgres"));

    public Uri Url { get; }

    /// <returns>Null where there are no binaries.</returns>
    public static async Task<PostgresServer?> StartAsync(string folder)
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        var root = Directory.CreateDirectory(Path.Combine(folder, "postgres"));
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root, and must be able to reach its folder.
            await EndAsync(Process.Start("chmod", ["a+rx", folder]));
            await EndAsync(Process.Start("chown", [User, root.FullName]));
        }

        var data = Path.Combine(root.FullName, "data");
        await EndAsync(Launch(Path.Combine(binaries, "initdb"), "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C"));
        var port = FreePort();
        var process = Launch(
            Path.Combine(binaries, "postgres"),
            "-D",
            data,
            "-p",
            $"{port}",
            "-k",
            root.FullName,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "max_connections=100");
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                return new PostgresServer(root, process, port);
            }
        }

        throw new InvalidOperationException("the PostgreSQL server did not start");
    }

    public async ValueTask DisposeAsync()
    {
        var pid = (await File.ReadAllLinesAsync(Path.Combine(_root.FullName, "data", "postmaster.pid")))[0];
        await EndAsync(Process.Start("kill", ["-INT", pid]));
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string? FindBinaries()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders = Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).Concat(
                folders);
        }

        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static Process Launch(string program, params string[] arguments)
    {
        var (file, all) = Environment.IsPrivilegedProcess ? ("runuser", ["-u", User, "--", program, .. arguments]) : (program, arguments);
        return Process.Start(
            new ProcessStartInfo(file, all) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            var output = process.StartInfo.RedirectStandardOutput ? process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
            var errors = process.StartInfo.RedirectStandardError ? await process.StandardError.ReadToEndAsync() : "";
            await output;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} failed: {errors}");
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
