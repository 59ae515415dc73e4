using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>Stands before a server and carries bytes both ways, for a test to watch or to disturb.</summary>
public abstract class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly Task _serving;

    /// <param name="server">The server's port.</param>
    protected Relay(int server)
    {
        _server = server;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    /// <summary>The client has sent something.</summary>
    /// <returns>Whether the answer is to be lost: the server gets it and is waited for, the client is hung up on.</returns>
    protected abstract bool Sent(ReadOnlySpan<byte> data);

    /// <summary>The server has answered something.</summary>
    protected abstract void Answered();

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
                    if (Sent(buffer.AsSpan(0, count)))
                    {
                        lost.SetResult();
                    }

                    await server.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
                    if (lost.Task.IsCompleted)
                    {
                        // The server has answered, so it has done what it was asked.
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
                Answered();
                await client.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // As above.
        }
    }
}
