using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HarnessCollab.Provider.Tests;

/// <summary>A host of somebody else that passes for Jira, and keeps what it was sent.</summary>
internal sealed class WatchingJira : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public WatchingJira()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Every request, head and all.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                var head = new StringBuilder();
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    head.AppendLine(line);
                }

                Requests.Enqueue(head.ToString());
                var body =
                    $$"""{"baseUrl":"{{Url}}","version":"9.12.0","versionNumbers":[9,12,0]"""
                    + ""","deploymentType":"Server","buildNumber":912000,"serverTitle":"Jira"}""";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}")));
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
