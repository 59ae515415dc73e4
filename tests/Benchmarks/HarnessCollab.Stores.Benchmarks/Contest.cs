using System.Diagnostics;
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
        int Next(int count) => Interlocked.Add(ref number, count) - count;

        // Warm: compiled code, open connections, files that have grown once.
        foreach (var creator in new[] { store, raw })
        {
            await TogetherAsync(creator, Next(options.Creates), options.Creates);
        }

        var rates = new List<(double StoreAlone, double RawAlone, double StoreTogether, double RawTogether)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rates.Add((
                await AloneAsync(store, Next(options.Creates), options.Creates),
                await AloneAsync(raw, Next(options.Creates), options.Creates),
                await TogetherAsync(store, Next(options.Creates), options.Creates),
                await TogetherAsync(raw, Next(options.Creates), options.Creates)));
        }

        Print($"{name}, one at a time", [.. rates.Select(rate => rate.StoreAlone)], "raw", [.. rates.Select(rate => rate.RawAlone)], budget?.Alone);
        Print($"{name}, {InFlight} in flight", [.. rates.Select(rate => rate.StoreTogether)], "raw", [.. rates.Select(rate => rate.RawTogether)], null);
        if (budget is { Together: var least })
        {
            Print($"{name}, {InFlight} in flight", [.. rates.Select(rate => rate.StoreTogether)], "raw, one at a time", [.. rates.Select(rate => rate.RawAlone)], least);
        }
    }

    private static async Task<double> AloneAsync(ICreator creator, int first, int count)
    {
        var watch = Stopwatch.StartNew();
        for (var number = first; number < first + count; number++)
        {
            await creator.CreateAsync(number);
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> TogetherAsync(ICreator creator, int first, int count)
    {
        var next = first - 1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                await creator.CreateAsync(number);
            }
        })));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string what, double[] store, string peer, double[] raw, double? least)
    {
        // The ratio is of rounds, not of medians: neighbours in time meet the same machine.
        var ratio = Median([.. store.Zip(raw, (one, other) => one / other)]);
        var verdict = least is null ? "" : string.Create(CultureInfo.InvariantCulture, $"   at least {least:0.00}: {(ratio >= least ? "kept" : "MISSED")}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-32} store {Median(store),7:0}/s   {peer,-18} {Median(raw),7:0}/s   ratio {ratio,5:0.00}{verdict}"));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
