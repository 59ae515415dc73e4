using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Testing;

/// <summary>
/// The environment of a machine that runs another ASP.NET service: every variable and file that tells such a service where to listen, whom to answer
/// and
/// what to load. All addresses name a port that is in use, so a process that obeys one of them does not start.
/// </summary>
public sealed class ForeignEnvironment : IDisposable
{
    private readonly TcpListener _taken = new(IPAddress.Any, 0);

    public ForeignEnvironment()
    {
        _taken.Start();
        var port = ((IPEndPoint)_taken.LocalEndpoint).Port;
        var url = $"http://0.0.0.0:{port}";
        var settings = new Dictionary<string, string?>
        {
            ["Kestrel__Endpoints__Http__Url"] = url,
            ["Kestrel__Endpoints__Other__Url"] = $"https://*:{port}",
            ["Kestrel__EndpointDefaults__Protocols"] = "Http1",
            ["Kestrel__Limits__MaxRequestBodySize"] = "1",
            ["Kestrel__Certificates__Default__Path"] = "/no/such/certificate.pfx",
            ["URLS"] = url,
            ["SERVER.URLS"] = url,
            ["PREFERHOSTINGURLS"] = "true",
            ["HTTP_PORTS"] = $"{port}",
            ["HTTPS_PORTS"] = $"{port}",
            ["HTTPS_PORT"] = $"{port}",
            ["AllowedHosts"] = "elsewhere.example",
            ["FORWARDEDHEADERS_ENABLED"] = "true",
            ["HOSTINGSTARTUPASSEMBLIES"] = "No.Such.Assembly",
            ["STARTUPASSEMBLY"] = "No.Such.Assembly",
            ["CONTENTROOT"] = "/no/such/folder",
            ["WEBROOT"] = "/no/such/folder",
            ["ENVIRONMENT"] = "Development",
            ["APPLICATIONNAME"] = "No.Such.Assembly",
            ["SHUTDOWNTIMEOUTSECONDS"] = "0",
            ["CAPTURESTARTUPERRORS"] = "true",
            ["DETAILEDERRORS"] = "true",
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__Console__FormatterName"] = "json",
            ["hostBuilder__reloadConfigOnChange"] = "true",
        };
        Variables = settings
            .SelectMany(
                setting => new[] { "", "ASPNETCORE_", "DOTNET_" }.Select(prefix => KeyValuePair.Create($"{prefix}{setting.Key}", setting.Value)))
            .Append(new("ASPNETCORE_PORT", $"{port}"))
            .Append(new("ASPNETCORE_TOKEN", "00000000-0000-0000-0000-000000000000"))
            .Append(new("ASPNETCORE_APPL_PATH", "/elsewhere"))
            .ToDictionary();
        var json = $$"""
            {
              "urls": "{{url}}",
              "AllowedHosts": "elsewhere.example",
              "Logging": { "LogLevel": { "Default": "Trace" } },
              "Kestrel": { "Endpoints": { "File": { "Url": "{{url}}" } }, "EndpointDefaults": { "Protocols": "Http1" } }
            }
            """;
        Files = new[] { "appsettings.json", "appsettings.Development.json", "appsettings.Production.json" }.ToDictionary(name => name, _ => json);
    }

    public IReadOnlyDictionary<string, string?> Variables { get; }

    /// <summary>The settings files of such a service, by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public void WriteFiles(TempFolder folder)
    {
        foreach (var (name, content) in Files)
        {
            folder.Write(name, content);
        }
    }

    /// <summary>The TCP sockets on which a process listens, as <c>address:port</c>. Linux only.</summary>
    public static IReadOnlyList<string> ListenersOf(int processId)
    {
        var own = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
            .Select(TargetOf)
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new[] { "tcp", "tcp6" }.Select(table => $"/proc/{processId}/net/{table}").Where(File.Exists)
                .SelectMany(table => File.ReadLines(table).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                // 0A: listening. Fields: number, local address, remote address, state, …, inode.
                .Where(fields => fields[3] == "0A" && own.Contains(fields[9]))
                .Select(fields => AddressOf(fields[1])),
        ];
    }

    public void Dispose() => _taken.Dispose();

    private static string TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name ?? "";
        }
        catch (FileNotFoundException)
        {
            // Closed meanwhile; the sockets on which a server listens stay open.
            return "";
        }
    }

    private static string AddressOf(string hexadecimal)
    {
        var parts = hexadecimal.Split(':');
        var bytes = Convert.FromHexString(parts[0]);
        // In the byte order of the machine, here little-endian.
        for (var word = 0; word < bytes.Length; word += 4)
        {
            Array.Reverse(bytes, word, 4);
        }

        return new IPEndPoint(new IPAddress(bytes), Convert.ToInt32(parts[1], 16)).ToString();
    }
}
