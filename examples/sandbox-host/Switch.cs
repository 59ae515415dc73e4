using System.Collections.Immutable;
using System.Globalization;
using HarnessCollab.CommandLine;

namespace SandboxHost;

/// <summary>One switch: its name on the command line (and in the JSON of <c>/__sandbox/settings</c>), its help, and what it does.</summary>
/// <param name="Name">Without the two dashes.</param>
/// <param name="Value">The name of the value in the help; null for a yes-or-no switch.</param>
/// <param name="Help">One line.</param>
/// <param name="Apply">Returns the settings with the value.</param>
public sealed record Switch<TSettings>(string Name, string? Value, string Help, Func<TSettings, string, TSettings> Apply)
{
    internal Option Option { get; } = new($"--{Name}", Value, Help);
}

/// <summary>How the values of switches are read.</summary>
/// <exception cref="UsageException">From each: the switch cannot have this value.</exception>
public static class SwitchValues
{
    public static ImmutableArray<string> List(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public static bool Flag(string name, string value) => OneOf(name, value, "true", "false") == "true";

    public static string OneOf(string name, string value, params string[] allowed) =>
        allowed.Contains(value) ? value : throw new UsageException($"--{name} must be one of {string.Join(", ", allowed)}");

    public static int Number(string name, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new UsageException($"--{name} must be a whole number");
}
