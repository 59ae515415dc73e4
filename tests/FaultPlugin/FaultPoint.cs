using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HarnessCollab.FaultPlugin;

/// <summary>
/// The one moment at which this plugin stops: it says <c>at PID PID</c> (its own and the real plugin's) to the test, waits for a line, and
/// says <c>done</c> when the answer of that call is out.
/// </summary>
internal sealed class FaultPoint(Switches switches)
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reached;

    /// <summary>The process of the plugin behind; none before it is started.</summary>
    public int? RealPlugin { get; set; }

    /// <summary>Waits here when this is the moment. What it returns is disposed when the answer is out.</summary>
    public async Task<IAsyncDisposable?> PassAsync(string moment)
    {
        if (moment != switches.At || Interlocked.Increment(ref _reached) > 1)
        {
            return null;
        }

        if (switches.Control is null)
        {
            await Console.Error.WriteLineAsync("about to crash");
            Environment.Exit(3);
        }

        var test = await Test.ConnectAsync(switches.Control!.Value);
        await test.SayAsync(string.Create(CultureInfo.InvariantCulture, $"at {Environment.ProcessId} {RealPlugin}"));
        await Task.WhenAny(test.ListenAsync(), _cancelled.Task);
        return test;
    }

    /// <summary>The engine asked to give up what is waited for.</summary>
    public void Cancel() => _cancelled.TrySetResult();

    private sealed class Test(TcpClient client) : IAsyncDisposable
    {
        private readonly StreamReader _reader = new(client.GetStream());
        private readonly StreamWriter _writer = new(client.GetStream()) { AutoFlush = true, NewLine = "\n" };

        public static async Task<Test> ConnectAsync(int port)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return new Test(client);
        }

        public Task SayAsync(string line) => _writer.WriteLineAsync(line);

        public Task ListenAsync() => _reader.ReadLineAsync();

        public async ValueTask DisposeAsync()
        {
            await SayAsync("done");
            client.Dispose();
        }
    }
}
