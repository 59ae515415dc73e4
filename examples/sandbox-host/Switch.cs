namespace SandboxHost;

/// <summary>One switch: its name on the command line (and in the JSON of <c>/__sandbox/settings</c>), its help, and what it does.</summary>
/// <param name="Name">Without the two dashes.</param>
/// <param name="Value">What stands for the value in the help; empty = a yes-or-no switch.</param>
/// <param name="Help">One line.</param>
/// <param name="Apply">Gives the settings with the value in them.</param>
internal sealed record Switch(string Name, string Value, string Help, Func<SandboxSettings, string, SandboxSettings> Apply);
