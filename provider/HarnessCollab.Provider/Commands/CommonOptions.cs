using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Commands;

/// <summary>What the option means is the same in all commands that have it.</summary>
internal static class CommonOptions
{
    public static Option Json { get; } = new("--json", null, "answer as JSON");

    public static Option Yes { get; } = new("--yes", null, "do not ask");

    /// <summary>Every command has it.</summary>
    public static Option Verbose { get; } = new("--verbose", null, "show where in the plugin a defect is", "-v");
}
