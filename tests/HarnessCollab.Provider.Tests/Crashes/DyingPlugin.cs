using System.Diagnostics;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Stores;
using HarnessCollab.Stores.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace HarnessCollab.Provider.Tests.Crashes;

/// <summary>The plugin, hosted by the tests' own executable, with one difference: it is killed when a write reaches a moment.</summary>
internal static class DyingPlugin
{
    public const string Word = "dying-plugin";

    /// <summary>128 + SIGKILL.</summary>
    public const int Killed = 137;

    public static IReadOnlyList<string> Host(string moment) => [Environment.ProcessPath!, Word, moment];

    public static Task<int> RunAsync(string moment, IReadOnlyList<string> arguments) => PluginHost.RunAsync(
        PluginArguments.Parse(arguments),
        Console.Out,
        services => services.AddSingleton<Func<StoreSettings, TimeProvider, IProviderStore>>(
            (settings, time) => StoreFactory.Open(settings, time, new WriteBoundary(reached => DieAt(reached, moment)))));

    private static void DieAt(string reached, string moment)
    {
        if (reached == moment)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
