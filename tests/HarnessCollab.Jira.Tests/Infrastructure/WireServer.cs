using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>
/// A raw socket, for what no HTTP server would do: bytes that are no answer, a greeting, silence, a hang-up, certificates of all kinds. With one
/// it speaks TLS; asked to CONNECT it plays the proxy, so that a test can be api.atlassian.com for a moment.
/// </summary>
internal sealed class WireServer : ScriptedServer
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Received, Task<Reply?>> _answer;
    private readonly ConcurrentQueue<Received> _requests = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;

    public WireServer(Func<Received, Reply?> answer, IPAddress? address = null)
        : this(request => Task.FromResult(answer(request)), address)
    {
    }

    public WireServer(Func<Received, Task<Reply?>> answer, IPAddress? address = null)
    {
        _answer = answer;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The certificate for a host; null = plain text.</summary>
    public Func<string, X509Certificate2>? Certificate { get; init; }

    /// <summary>What a proxy says to CONNECT; null = it lets through.</summary>
    public Reply? ConnectRefusal { get; init; }

    /// <summary>Sent at once to whoever connects, before anything is read; then the connection ends.</summary>
    public Reply? Greeting { get; init; }

    /// <summary>Sent as soon as a request is in, while the answer may still take its time.</summary>
    public Reply? Beginning { get; init; }

    public override int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public override IReadOnlyList<Received> Requests => [.. _requests];

    /// <summary>Takes the request and hangs up.</summary>
    public static Func<Received, Reply?> NoAnswer { get; } = _ => null;

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var connection = ServeAsync(client);
                _connections[connection] = 0;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (Greeting is not null)
                {
                    await stream.WriteAsync(Greeting.ToBytes(), _stop.Token);
                    client.Client.Shutdown(SocketShutdown.Send);
                    await DrainAsync(stream);
                    return;
                }

                var proxied = Certificate is not null && await StartsWithConnectAsync(client);
                if (proxied)
                {
                    var connect = Received.Parse(await ReadHeadAsync(stream));
                    _requests.Enqueue(connect);
                    await stream.WriteAsync((ConnectRefusal ?? Reply.Raw("HTTP/1.1 200 ok\r\n\r\n")).ToBytes(), _stop.Token);
                    if (ConnectRefusal is not null)
                    {
                        return;
                    }
                }

                if (Certificate is not null)
                {
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(Options(), _stop.Token);
                    stream = tls;
                }

                var request = Received.Parse(await ReadHeadAsync(stream));
                _requests.Enqueue(request);
                if (Beginning is not null)
                {
                    await stream.WriteAsync(Beginning.ToBytes(), _stop.Token);
                }

                if (await _answer(request).WaitAsync(_stop.Token) is { } answer)
                {
                    await stream.WriteAsync(answer.ToBytes(), _stop.Token);
                    await stream.FlushAsync(_stop.Token);
                    client.Client.Shutdown(SocketShutdown.Send);
                    await DrainAsync(stream);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or AuthenticationException)
            {
                // The client hung up, as it should in many of these tests.
            }
        }
    }

    private SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateSelectionCallback = (_, host) => Certificate!(string.IsNullOrEmpty(host) ? "127.0.0.1" : host),
    };

    private async Task<bool> StartsWithConnectAsync(TcpClient client)
    {
        var first = new byte[1];
        return await client.Client.ReceiveAsync(first, SocketFlags.Peek, _stop.Token) == 1 && first[0] == (byte)'C';
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(buffer, _stop.Token) == 0)
            {
                throw new IOException("no whole request");
            }

            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }

    // Closing with unread bytes would reset the connection and could take the answer with it.
    private async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[1024];
        while (await stream.ReadAsync(buffer, _stop.Token) > 0)
        {
        }
    }
}
