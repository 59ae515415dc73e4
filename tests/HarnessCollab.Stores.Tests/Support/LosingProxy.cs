using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>
/// Stands before a PostgreSQL server and loses the answer to a commit: the server gets it and is waited for, the client is hung up on.
/// Later commits pass.
/// </summary>
public sealed class LosingProxy : IAsyncDisposable
{
    // With its end: a transaction begins as READ COMMITTED.
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _serving;
    private int _losses;

    /// <param name="server">The server's port.</param>
    /// <param name="losses">How many answers are to be lost.</param>
    public LosingProxy(int server, int losses)
    {
        (_server, _losses) = (server, losses);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                var lost = new TaskCompletionSource();
                var back = CopyBackAsync(server.GetStream(), client.GetStream(), lost);
                var buffer = new byte[65536];
                int count;
                while ((count = await client.GetStream().ReadAsync(buffer, _end.Token)) > 0)
                {
                    if (buffer.AsSpan(0, count).IndexOf(Commit) >= 0 && Interlocked.Decrement(ref _losses) >= 0)
                    {
                        lost.SetResult();
                    }

                    await server.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                    if (lost.Task.IsCompleted)
                    {
                        // The server has answered, so it has committed.
                        await back;
                        return;
                    }
                }
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task CopyBackAsync(NetworkStream server, NetworkStream client, TaskCompletionSource lost)
    {
        var buffer = new byte[65536];
        int count;
        try
        {
            while ((count = await server.ReadAsync(buffer, _end.Token)) > 0 && !lost.Task.IsCompleted)
            {
                await client.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // As above.
        }
    }
}
