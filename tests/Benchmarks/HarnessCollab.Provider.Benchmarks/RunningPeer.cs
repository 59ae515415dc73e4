using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>A started provider, over one connection.</summary>
internal sealed class RunningPeer : IDisposable
{
    // Clock ticks of /proc/PID/stat; 100 a second on every Linux that matters here.
    private const double TicksPerSecond = 100;

    private readonly Process _process;
    private readonly GrpcChannel _channel;
    private readonly string _folder;

    private RunningPeer(Process process, GrpcChannel channel, string folder)
    {
        (_process, _channel, _folder) = (process, channel, folder);
        Client = new ResourceProvider.ResourceProviderClient(channel);
    }

    public ResourceProvider.ResourceProviderClient Client { get; }

    /// <summary>From the start of the process to its port line.</summary>
    public TimeSpan ToPort { get; private init; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan ToAnswer { get; private init; }

    /// <summary>Resident memory in MiB.</summary>
    public double Memory => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <summary>Processor time so far, all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[1].Split(' ');
            return TimeSpan.FromSeconds(
                (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
    }

    public static async Task<RunningPeer> StartAsync(Peer peer)
    {
        var folder = Directory.CreateTempSubdirectory("hc-bench-").FullName;
        var start = peer.Start(folder);
        start.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{peer.Name} ended without a port line.");
        var toPort = clock.Elapsed;
        var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{port}", new GrpcChannelOptions { MaxReceiveMessageSize = MessageLimits.MaxMessageBytes });
        await new ResourceProvider.ResourceProviderClient(channel).GetPluginInfoAsync(new Empty());
        var running = new RunningPeer(process, channel, folder) { ToPort = toPort, ToAnswer = clock.Elapsed };
        await running.Client.ConfigureAsync(new ConfigureRequest { Args = new Struct(), AcceptSecrets = true, AcceptResources = true });
        return running;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
