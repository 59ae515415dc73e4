using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Benchmarks;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Benchmarks;

const int Blocks = 5;
const int Warm = 100;
if (Invocation.Read(Settings.Table, args) is not { } settings)
{
    return Environment.ExitCode;
}

var plugin = new PluginPeer(settings.Plugin);
Peer? node = settings.NodeModules is { } modules ? new NodePeer(modules) : null;
Peer[] peers = node is null ? [plugin] : [plugin, node];
Console.WriteLine($"{settings.Starts} starts, {settings.Calls} calls of each kind in {Blocks} interleaved blocks; medians. "
    + $"{(node is null ? "PULUMI_NODE_MODULES is not set: there is no peer to compare with." : "The peer is Node's dynamic provider.")}\n");
Table.Head();

// Start-up: one after the other, peers in turn, so that both meet the same machine.
var starts = peers.ToDictionary(peer => peer, _ => new List<(double Port, double Answer, double Memory)>());
for (var i = 0; i < settings.Starts; i++)
{
    foreach (var peer in peers)
    {
        using var running = await RunningPeer.StartAsync(peer);
        starts[peer].Add((running.ToPort.TotalMilliseconds, running.ToAnswer.TotalMilliseconds, running.Memory));
    }
}

double Of(Peer peer, Func<(double Port, double Answer, double Memory), double> figure) => Statistics.Median(starts[peer].Select(figure));
double? OfNode(Func<(double Port, double Answer, double Memory), double> figure) => node is null ? null : Of(node, figure);
Table.Ratio("spawn to port line", Of(plugin, start => start.Port), OfNode(start => start.Port), "ms", 1 / 20.0);
Table.Ratio("spawn to first answer", Of(plugin, start => start.Answer), OfNode(start => start.Answer), "ms", 1 / 15.0);
Table.Ratio("memory after the first answer", Of(plugin, start => start.Memory), OfNode(start => start.Memory), "MiB", 0.22);

var runs = new Dictionary<Peer, RunningPeer>();
foreach (var peer in peers)
{
    runs[peer] = await RunningPeer.StartAsync(peer);
}

// The client meets its first schema elsewhere: what is measured is the plugin's first.
using (var other = await RunningPeer.StartAsync(plugin))
{
    await other.Client.GetSchemaAsync(new GetSchemaRequest());
}

var schema = new List<double>();
for (var i = 0; i < 20; i++)
{
    var started = Stopwatch.GetTimestamp();
    await runs[plugin].Client.GetSchemaAsync(new GetSchemaRequest());
    schema.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
}

Table.Limit("GetSchema, first", schema[0], null, "ms", 2);
Table.Limit("GetSchema", Statistics.Median(schema), null, "ms", 2);

var made = peers.ToDictionary(peer => peer, _ => new ConcurrentDictionary<int, (string Id, Struct Outputs)>());
async Task CreateAsync(Peer peer, int number)
{
    var created = await runs[peer].Client.CreateAsync(peer.Create(number));
    made[peer][number] = (created.Id, created.Properties);
}

(string Name, Func<Peer, int, Task> Call)[] kinds =
[
    ("Create", CreateAsync),
    // Of a hundred objects, over and over: memory must not grow with the calls.
    ("Check", async (peer, number) => await runs[peer].Client.CheckAsync(peer.Check(number % Warm))),
    ("Diff", async (peer, number) =>
        await runs[peer].Client.DiffAsync(peer.Diff(number % Warm, made[peer][number % Warm].Id, made[peer][number % Warm].Outputs))),
    ("Read", async (peer, number) =>
        await runs[peer].Client.ReadAsync(peer.Read(number % Warm, made[peer][number % Warm].Id, made[peer][number % Warm].Outputs))),
];
foreach (var peer in peers)
{
    foreach (var (_, call) in kinds)
    {
        await new CallBlock().RunAsync(runs[peer], 0, Warm, 1, number => call(peer, number));
    }
}

var calls = kinds.Length * Warm;
foreach (var inFlight in new[] { 1, 32 })
{
    foreach (var (name, call) in kinds)
    {
        var blocks = peers.ToDictionary(peer => peer, _ => new CallBlock());
        var size = settings.Calls / Blocks;

        // Each concurrency creates objects of its own.
        var first = Warm + (inFlight == 1 ? 0 : settings.Calls);
        for (var block = 0; block < Blocks; block++)
        {
            foreach (var peer in peers)
            {
                await blocks[peer].RunAsync(runs[peer], first + (block * size), size, inFlight, number => call(peer, number));
            }
        }

        calls += Blocks * size;
        var (ours, theirs) = (blocks[plugin], node is null ? null : blocks[node]);
        Table.Ratio($"{name}, {inFlight} in flight, p50", ours.P50, theirs?.P50, "ms");
        Table.Ratio($"{name}, {inFlight} in flight, p99", ours.P99, theirs?.P99, "ms");
        Table.Ratio($"{name}, {inFlight} in flight, CPU a call", ours.Microseconds, theirs?.Microseconds, "µs");
        Table.Ratio($"{name}, {inFlight} in flight, rate", ours.PerSecond, theirs?.PerSecond, "/s");
    }
}

Table.Limit($"memory after {calls} calls", runs[plugin].Memory, node is null ? null : runs[node].Memory, "MiB", 36);
foreach (var running in runs.Values)
{
    running.Dispose();
}

return 0;
