using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>
/// Speaks just enough of PostgreSQL's protocol to refuse: every connection, or the first of them, and then carries on to a real server.
/// </summary>
public sealed class RefusingServer : IAsyncDisposable
{
    private const int SslRequest = 80877103;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _refusal;
    private readonly int? _server;
    private readonly Task _serving;
    private int _left;

    /// <param name="refusal">The bytes that answer a startup message.</param>
    /// <param name="times">How many connections are refused.</param>
    /// <param name="server">The port of the server for those after that.</param>
    private RefusingServer(byte[] refusal, int times, int? server)
    {
        (_refusal, _left, _server) = (refusal, times, server);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The names of the parameters that the last client gave at its start.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Refuses with an error of PostgreSQL's form.</summary>
    public static RefusingServer With(string state, string message, int times = int.MaxValue, int? server = null)
    {
        var fields = Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{state}\0M{message}\0\0");
        var answer = new byte[5 + fields.Length];
        answer[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(1), 4 + fields.Length);
        fields.CopyTo(answer, 5);
        return new(answer, times, server);
    }

    /// <summary>Answers with something else altogether.</summary>
    public static RefusingServer Saying(string text) => new(Encoding.UTF8.GetBytes(text), int.MaxValue, null);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (Interlocked.Decrement(ref _left) < 0)
                {
                    using var server = new TcpClient();
                    await server.ConnectAsync(IPAddress.Loopback, _server!.Value, _end.Token);
                    await Task.WhenAny(stream.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(stream, _end.Token));
                    return;
                }

                while (await ReadStartupAsync(stream) == SslRequest)
                {
                    await stream.WriteAsync("N"u8.ToArray(), _end.Token);
                }

                await stream.WriteAsync(_refusal, _end.Token);
            }
            catch (Exception over) when (over is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    // The first messages have no type: a length, a code, and what belongs to it.
    private async Task<int> ReadStartupAsync(NetworkStream stream)
    {
        var head = new byte[8];
        await stream.ReadExactlyAsync(head, _end.Token);
        var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(head) - 8];
        await stream.ReadExactlyAsync(rest, _end.Token);
        Told = [.. Encoding.UTF8.GetString(rest).TrimEnd('\0').Split('\0').Where((_, index) => index % 2 == 0)];
        return BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
    }
}
