namespace HarnessCollab.Provider.Hosting;

/// <summary>How the process was called: as a plugin (with or without an engine), or as a tool.</summary>
/// <param name="EngineAddress">The engine's <c>host:port</c>, or null if there is none.</param>
/// <param name="Command">The tool's name and its arguments; empty when the process serves.</param>
internal sealed record PluginArguments(string? EngineAddress, IReadOnlyList<string> Command)
{
    /// <summary>Reads the arguments. The engine's own flags come first, its address last.</summary>
    public static PluginArguments Parse(IReadOnlyList<string> arguments)
    {
        var index = 0;
        while (index < arguments.Count && IsEngineFlag(arguments[index]))
        {
            index += arguments[index] is "--tracing" or "-tracing" or "-v" or "--v" ? 2 : 1;
        }

        if (index >= arguments.Count)
        {
            return new PluginArguments(null, []);
        }

        var rest = arguments.Skip(index).ToArray();
        return rest.Length == 1 && IsAddress(rest[0]) ? new PluginArguments(rest[0], []) : new PluginArguments(null, rest);
    }

    private static bool IsEngineFlag(string argument) =>
        argument is "--logtostderr" or "-logtostderr" or "--logflow" or "-logflow" or "--tracing" or "-tracing" or "-v" or "--v"
        || argument.StartsWith("-v=", StringComparison.Ordinal) || argument.StartsWith("--v=", StringComparison.Ordinal)
        || argument.StartsWith("--tracing=", StringComparison.Ordinal) || argument.StartsWith("-tracing=", StringComparison.Ordinal)
        || argument.StartsWith("--logtostderr=", StringComparison.Ordinal) || argument.StartsWith("-logtostderr=", StringComparison.Ordinal);

    private static bool IsAddress(string argument) =>
        argument.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(argument.AsSpan(colon + 1), out _);
}
