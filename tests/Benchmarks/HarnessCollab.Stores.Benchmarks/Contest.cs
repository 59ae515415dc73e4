using System.Globalization;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>Runs store and peer in turns, so that what the machine does meanwhile meets both.</summary>
internal static class Contest
{
    private const int InFlight = 32;

    /// <param name="budget">The least ratios, one at a time and in flight; null where there is none.</param>
    public static async Task RunAsync(string name, ICreator store, ICreator raw, Options options, (double Alone, double Together)? budget)
    {
        var number = 1;
        int Next() => Interlocked.Add(ref number, options.Creates) - options.Creates;

        // Warm: compiled code, open connections, files that have grown once.
        foreach (var creator in new[] { store, raw })
        {
            await RunAsync(creator, Next(), options.Creates, InFlight);
        }

        List<Block> storeAlone = [], rawAlone = [], storeTogether = [], rawTogether = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            storeAlone.Add(await RunAsync(store, Next(), options.Creates, inFlight: 1));
            rawAlone.Add(await RunAsync(raw, Next(), options.Creates, inFlight: 1));
            storeTogether.Add(await RunAsync(store, Next(), options.Creates, InFlight));
            rawTogether.Add(await RunAsync(raw, Next(), options.Creates, InFlight));
        }

        Print($"{name}, one at a time", storeAlone, "raw", rawAlone, budget?.Alone);
        Print($"{name}, {InFlight} in flight", storeTogether, "raw", rawTogether, least: null);
        if (budget is not null)
        {
            Print($"{name}, {InFlight} in flight", storeTogether, "raw, one at a time", rawAlone, budget?.Together);
        }
    }

    private static Task<Block> RunAsync(ICreator creator, int first, int count, int inFlight) => Block.MeasureAsync(count, async () =>
    {
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                await creator.CreateAsync(number);
            }
        })));
    });

    private static void Print(string what, List<Block> store, string peer, List<Block> raw, double? least)
    {
        // The ratio is of rounds, not of medians: neighbours in time meet the same machine.
        var ratio = Median(store.Zip(raw, (one, other) => one.Rate / other.Rate));
        var verdict = least is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", at least {least:0.0}: {(ratio >= least ? "kept" : "MISSED")}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-26} store {Median(store.Select(block => block.Rate)),6:0}/s {Median(store.Select(block => block.Processor)),5:0.00} ms cpu   "
            + $"{peer,-18} {Median(raw.Select(block => block.Rate)),6:0}/s {Median(raw.Select(block => block.Processor)),5:0.00} ms cpu   "
            + $"ratio {ratio,5:0.00}{verdict}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
