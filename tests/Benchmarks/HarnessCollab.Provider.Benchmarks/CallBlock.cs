using System.Diagnostics;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>Latencies of one kind of call against one peer.</summary>
internal sealed class CallBlock
{
    private readonly List<double> _milliseconds = [];
    private TimeSpan _processorTime;
    private TimeSpan _elapsed;

    public double P50 => Statistics.Quantile(_milliseconds, 0.5);

    public double P99 => Statistics.Quantile(_milliseconds, 0.99);

    /// <summary>The peer's processor time for a call, in microseconds.</summary>
    public double Microseconds => _processorTime.TotalMicroseconds / _milliseconds.Count;

    public double PerSecond => _milliseconds.Count / _elapsed.TotalSeconds;

    /// <param name="first">The number of the first object.</param>
    /// <param name="inFlight">How many callers work side by side.</param>
    public async Task RunAsync(RunningPeer peer, int first, int calls, int inFlight, Func<int, Task> call)
    {
        var before = peer.ProcessorTime;
        var clock = Stopwatch.StartNew();
        var next = first - 1;
        var latencies = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            var own = new List<double>();
            for (var number = Interlocked.Increment(ref next); number < first + calls; number = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await call(number);
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return own;
        }));
        _elapsed += clock.Elapsed;
        _processorTime += peer.ProcessorTime - before;
        _milliseconds.AddRange(latencies.SelectMany(own => own));
    }
}
