namespace HarnessCollab.Provider.Benchmarks;

/// <summary>What is measured, and how often.</summary>
/// <param name="Plugin">The native binary.</param>
/// <param name="NodeModules">The folder that holds <c>@pulumi/pulumi</c>; null measures the plugin alone.</param>
/// <param name="Starts">Processes started for the medians of start-up and memory.</param>
/// <param name="Calls">Calls of each kind, in interleaved blocks.</param>
internal sealed record Settings(string Plugin, string? NodeModules, int Starts, int Calls)
{
    public static Settings Parse(string[] arguments)
    {
        string? Value(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
        int Number(string name, int fallback) =>
            Value(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : fallback;
        var plugin = Value("--plugin") ?? Environment.GetEnvironmentVariable("HARNESSCOLLAB_PLUGIN")
            ?? throw new ArgumentException(
                "Name the binary: --plugin PATH, or HARNESSCOLLAB_PLUGIN. provider/package makes one and prints its path.");
        return new Settings(
            Path.GetFullPath(plugin),
            Value("--node-modules") ?? Environment.GetEnvironmentVariable("PULUMI_NODE_MODULES"),
            Number("--starts", 15),
            Number("--calls", 5_000));
    }
}
