using System.Diagnostics;
using System.Globalization;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Harness;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Children;

/// <summary>The work of a child process: a workload beside others, or one operation that is killed on the way.</summary>
internal static class Child
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["workload", var number, var operations]:
                await using (var store = Open(WriteBoundary.Unwatched))
                {
                    await Workload.RunAsync(
                        store, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(operations, CultureInfo.InvariantCulture));
                    return 0;
                }

            case ["crash", var moment, var operation]:
                await using (var store = Open(new WriteBoundary(reached => KillAt(reached, moment))))
                {
                    await CrashOperations.RunAsync(store, operation);
                    return 0;
                }

            case ["harness", var moment, var operation, var revision]:
                await using (var store = StoreFactory.Open(
                    HarnessPlace.Settings(
                        Environment.GetEnvironmentVariable("CHILD_STORE")!, runs: Environment.GetEnvironmentVariable("CHILD_RUNS")),
                    TimeProvider.System,
                    new WriteBoundary(reached => KillAt(reached, moment))))
                {
                    await HarnessOperations.RunAsync(store, operation, revision.Length == 0 ? null : revision);
                    return 0;
                }

            default:
                return 64;
        }
    }

    /// <summary>Starts a child; the store goes by environment, as secrets do.</summary>
    public static Process Start(StorePlace place, params string[] arguments) => Start(place.StoreSetting, place.KeySetting ?? "", arguments);

    /// <summary>Starts a child on a stand-in platform, to be killed at a moment of an operation.</summary>
    /// <param name="runs">The file that remembers runs; null = none.</param>
    public static Process StartOnHarness(string endpoint, string moment, string operation, string revision, string? runs) =>
        Start(endpoint, "", ["harness", moment, operation, revision], runs);

    public static Process Start(string store, string key, string[] arguments, string? runs = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["CHILD_STORE"] = store;
        start.Environment["CHILD_KEY"] = key;
        start.Environment["CHILD_RUNS"] = runs;
        // Fifty runtimes on one machine need neither many threads for collecting nor tiers of compilation.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        return Process.Start(start)!;
    }

    private static IProviderStore Open(WriteBoundary boundary)
    {
        var key = Environment.GetEnvironmentVariable("CHILD_KEY");
        return StoreFactory.Open(
            StoreSettings.Parse(Environment.GetEnvironmentVariable("CHILD_STORE"), string.IsNullOrEmpty(key) ? null : new(key), null),
            TimeProvider.System,
            boundary);
    }

    private static void KillAt(string reached, string moment)
    {
        if (reached == moment)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
