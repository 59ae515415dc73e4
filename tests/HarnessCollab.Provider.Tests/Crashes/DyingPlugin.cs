using System.Diagnostics;
using System.Globalization;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Stores;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Provider.Tests.Crashes;

/// <summary>The plugin, hosted by the tests' own executable, with one difference: it is killed when a write reaches a moment.</summary>
internal static class DyingPlugin
{
    public const string Word = "dying-plugin";

    /// <summary>128 + SIGKILL.</summary>
    public const int Killed = 137;

    private static int _waiting;

    /// <param name="moment">Where a write is cut short.</param>
    /// <param name="writes">How many writes wait there until the last of them comes, and then die together.</param>
    public static IReadOnlyList<string> Host(string moment, int writes = 1) => [Environment.ProcessPath!, Word, $"{writes} {moment}"];

    public static Task<int> RunAsync(string death, IReadOnlyList<string> arguments)
    {
        var (writes, moment) = death.Split(' ', 2) is [var count, var place] ? (int.Parse(count, CultureInfo.InvariantCulture), place) : default;
        // Every write that waits holds a thread.
        ThreadPool.SetMinThreads(writes + Environment.ProcessorCount, 1);
        return PluginHost.RunAsync(
            PluginArguments.Parse(arguments),
            Console.Out,
            (settings, time) => StoreFactory.Open(settings, time, new WriteBoundary(reached => DieAt(reached, moment!, writes))));
    }

    private static void DieAt(string reached, string moment, int writes)
    {
        if (reached != moment)
        {
            return;
        }

        if (Interlocked.Increment(ref _waiting) == writes)
        {
            Process.GetCurrentProcess().Kill();
        }

        Thread.Sleep(Timeout.Infinite);
    }
}
