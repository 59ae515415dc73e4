using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Jira;

/// <summary>Opens the sockets for one origin: refuses metadata services, and tries all addresses of a name.</summary>
internal sealed class SocketOpener(Uri origin, TimeSpan timeout)
{
    private volatile string? _proxy;

    /// <summary>Host and port of the proxy of the last connection; null when it went to the origin directly.</summary>
    public string? Proxy => _proxy;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        // The handler connects to IdnHost; it passes an IPv6 literal without brackets.
        var direct = target.Port == origin.Port
            && string.Equals(target.Host.Trim('[', ']'), origin.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
        _proxy = direct ? null : $"{target.Host}:{target.Port}";
        var addresses = IPAddress.TryParse(target.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (direct)
        {
            RefuseLinkLocal(addresses);
        }

        return await ConnectToAnyAsync(addresses, target.Port, cancellationToken);
    }

    private static void RefuseLinkLocal(IPAddress[] addresses)
    {
        if (Array.Find(addresses, MetadataAddresses.Includes) is { } address)
        {
            throw new LinkLocalAddressException(address);
        }
    }

    // One after the other, each with its share of the time: a dead IPv6 route must not use up the time that IPv4 needs.
    private async Task<Stream> ConnectToAnyAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var share = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                share.CancelAfter(timeout / addresses.Length);
                await socket.ConnectAsync(address, port, share.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                last = exception as SocketException ?? new SocketException((int)SocketError.TimedOut);
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
