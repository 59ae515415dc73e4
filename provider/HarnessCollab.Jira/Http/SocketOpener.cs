using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.Jira;

/// <summary>Opens the sockets of one origin: refuses where cloud machines keep credentials, tries every address of a name.</summary>
internal sealed class SocketOpener(Uri origin, TimeSpan timeout)
{
    private volatile string? _proxy;

    /// <summary>Host and port of the proxy dialled last, or null when the origin was dialled itself.</summary>
    public string? Proxy => _proxy;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        // IdnHost is what the handler dials; an IPv6 literal comes without its brackets in either spelling.
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

    // One after the other, each with its share of the time: a dead IPv6 route must not eat what IPv4 would need.
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
