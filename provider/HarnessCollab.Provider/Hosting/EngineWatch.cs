using System.Net.Sockets;

namespace HarnessCollab.Provider.Hosting;

/// <summary>
/// Ends the plugin when its engine has ended. An engine that is killed sends no Cancel and no signal, and its plugins would run forever.
/// </summary>
internal sealed class EngineWatch(string address, TimeSpan interval, Action engineIsGone)
{
    private const int MissesUntilGone = 3;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var colon = address.LastIndexOf(':');
        var host = address[..colon];
        var port = int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
        using var timer = new PeriodicTimer(interval);
        for (var misses = 0; misses < MissesUntilGone;)
        {
            if (!await timer.WaitForNextTickAsync(cancellationToken))
            {
                return;
            }

            misses = await ListensAsync(host, port, cancellationToken) ? 0 : misses + 1;
        }

        engineIsGone();
    }

    private static async Task<bool> ListensAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
