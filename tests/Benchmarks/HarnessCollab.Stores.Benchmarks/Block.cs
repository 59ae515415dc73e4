using System.Diagnostics;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>What a block of creates took.</summary>
/// <param name="Rate">Creates per second.</param>
/// <param name="Processor">Processor time of this process for each, in milliseconds.
/// It says more than the rate on a machine that is not idle.</param>
internal readonly record struct Block(double Rate, double Processor)
{
    public static async Task<Block> MeasureAsync(int count, Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        var elapsed = watch.Elapsed;
        process.Refresh();
        return new Block(count / elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalMilliseconds / count);
    }
}
