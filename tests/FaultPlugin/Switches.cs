namespace HarnessCollab.FaultPlugin;

/// <summary>What to do wrong, from the environment.</summary>
internal sealed record Switches
{
    /// <summary>FAULT_PLUGIN: the plugin behind this one.</summary>
    public required string Plugin { get; init; }

    /// <summary>FAULT_START: <c>garbage</c> (a line before the port), <c>exit</c> (ends with 134 at once); empty: as it should be.</summary>
    public string Start { get; init; } = "";

    /// <summary>
    /// FAULT_AT: <c>Method.before</c> or <c>Method.after</c> the plugin behind has done its work; the first call that gets there counts.
    /// <c>Start.before</c>: before it says its port.
    /// </summary>
    public string At { get; init; } = "";

    /// <summary>
    /// FAULT_CONTROL: the loopback port of the test that wants to know when <see cref="At"/> is reached, and says when to go on. Null: crash there.
    /// </summary>
    public int? Control { get; init; }

    /// <summary>FAULT_DEAF: Cancel does nothing, an interrupt neither, and the end of the plugin behind neither.</summary>
    public bool Deaf { get; init; }

    public static Switches FromEnvironment()
    {
        static string Get(string name) => Environment.GetEnvironmentVariable(name) ?? "";
        return new Switches
        {
            Plugin = Get("FAULT_PLUGIN"),
            Start = Get("FAULT_START"),
            At = Get("FAULT_AT"),
            Control = int.TryParse(Get("FAULT_CONTROL"), System.Globalization.CultureInfo.InvariantCulture, out var port) ? port : null,
            Deaf = Get("FAULT_DEAF").Length > 0,
        };
    }
}
