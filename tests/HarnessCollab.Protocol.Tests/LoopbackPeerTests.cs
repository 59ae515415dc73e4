using System.Net;
using System.Net.Sockets;
using HarnessCollab.GrpcServer;

namespace HarnessCollab.Protocol.Tests;

public sealed class LoopbackPeerTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackPeerTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task Our_own_user_is_no_stranger(AddressFamily family)
    {
        using var client = Client(family);
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        using var served = await _listener.AcceptSocketAsync();

        Assert.False(LoopbackPeer.IsStranger(served.LocalEndPoint, served.RemoteEndPoint));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_hung_up_is_one_whatever_was_sent_before(bool reset)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux tells.");
        }

        var client = Client(AddressFamily.InterNetwork);
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        using var served = await _listener.AcceptSocketAsync();
        var (own, peer) = (served.LocalEndPoint, served.RemoteEndPoint);
        await client.SendAsync("a call"u8.ToArray());
        client.LingerState = new LingerOption(reset, 0);
        client.Dispose();

        Assert.True(LoopbackPeer.IsStranger(own, peer));
    }

    [Fact]
    public void What_is_no_connection_of_the_kernels_is_none() =>
        Assert.False(LoopbackPeer.IsStranger(null, new UnixDomainSocketEndPoint("/nowhere")));

    private static Socket Client(AddressFamily family)
    {
        var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            client.DualMode = true;
        }

        return client;
    }
}
