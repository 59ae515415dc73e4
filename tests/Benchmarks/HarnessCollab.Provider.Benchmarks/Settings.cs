using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>What is measured, and how often.</summary>
/// <param name="Plugin">The native binary.</param>
/// <param name="NodeModules">The folder that holds <c>@pulumi/pulumi</c>; null measures the plugin alone.</param>
/// <param name="Starts">Processes started for the medians of start-up and memory.</param>
/// <param name="Calls">Calls of each kind, in interleaved blocks.</param>
internal sealed record Settings(string Plugin, string? NodeModules, int Starts, int Calls)
{
    private static readonly Option PluginOption = new("--plugin", "PATH", "the native binary (HARNESSCOLLAB_PLUGIN)");
    private static readonly Option NodeModulesOption = new("--node-modules", "DIR", "holds @pulumi/pulumi (PULUMI_NODE_MODULES)");
    private static readonly Option StartsOption = new("--starts", "N", "processes started (15)");
    private static readonly Option CallsOption = new("--calls", "N", "calls of each kind (5000)");

    /// <summary>How the command line is understood.</summary>
    public static CommandTable<Func<Arguments, Settings>> Table { get; } = new(
        "provider-benchmark",
        "how fast the plugin starts and answers, beside Node's dynamic provider",
        new Command<Func<Arguments, Settings>>("", "measure starts and calls of the plugin", Read)
        {
            Options = [PluginOption, NodeModulesOption, StartsOption, CallsOption],
        });

    private static Settings Read(Arguments arguments) => new(
        Path.GetFullPath(arguments.Find(PluginOption) ?? Environment.GetEnvironmentVariable("HARNESSCOLLAB_PLUGIN")
            ?? throw new UsageException("Name the binary: --plugin PATH, or HARNESSCOLLAB_PLUGIN. provider/package makes one and prints its path.")),
        arguments.Find(NodeModulesOption) ?? Environment.GetEnvironmentVariable("PULUMI_NODE_MODULES"),
        arguments.Number(StartsOption, from: 1) ?? 15,
        arguments.Number(CallsOption, from: 1) ?? 5_000);
}
