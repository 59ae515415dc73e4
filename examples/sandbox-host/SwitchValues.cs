using System.Collections.Immutable;
using System.Globalization;

namespace SandboxHost;

/// <summary>How the values of switches are read.</summary>
/// <exception cref="SwitchException">From each: the switch cannot have this value.</exception>
internal static class SwitchValues
{
    public static ImmutableArray<string> List(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public static bool Flag(string name, string value) => OneOf(name, value, "true", "false") == "true";

    public static string OneOf(string name, string value, params string[] allowed) =>
        allowed.Contains(value) ? value : throw new SwitchException($"--{name} is one of {string.Join(", ", allowed)}, not '{value}'");

    public static int Number(string name, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SwitchException($"--{name} is a whole number, not '{value}'");
}
