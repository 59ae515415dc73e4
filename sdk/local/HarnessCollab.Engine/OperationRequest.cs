namespace HarnessCollab.Engine;

/// <summary>One preview, update, refresh or destroy, with all that it needs; the engine reads nothing else from its surroundings.</summary>
public sealed record OperationRequest
{
    public required OperationKind Kind { get; init; }

    /// <summary>Determines the steps and changes nothing; <see cref="Save"/> is not called.</summary>
    public bool Preview { get; init; }

    public required string Project { get; init; }

    /// <summary>The stack's bare name.</summary>
    public required string Stack { get; init; }

    /// <summary>The stack's settings, by full key, <c>namespace:key</c>.</summary>
    public ImmutableDictionary<string, ConfigValue> Config { get; init; } = ImmutableDictionary<string, ConfigValue>.Empty;

    /// <summary>The program to run; null when no program runs (refresh and destroy without <see cref="RunProgram"/>).</summary>
    public ProgramSpec? Program { get; init; }

    /// <summary>The working directory of program and plugins: the project's <c>main</c> folder.</summary>
    public required string ProgramDirectory { get; init; }

    /// <summary>The folder that contains Pulumi.yaml.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Plugins by package name; others are looked for on PATH, unless PULUMI_IGNORE_AMBIENT_PLUGINS forbids it.</summary>
    public ImmutableDictionary<string, PluginCommand> PluginPaths { get; init; } = ImmutableDictionary<string, PluginCommand>.Empty;

    /// <summary>The environment that programs and plugins inherit, and in which PATH and PULUMI_DEBUG_PROVIDERS are looked up.</summary>
    public required ImmutableDictionary<string, string> Environment { get; init; }

    public required Snapshot Start { get; init; }

    /// <summary>Replaces the saved state, and completes when the new one is durable. Calls never overlap, and a preview makes none.</summary>
    public Func<Snapshot, Task>? Save { get; init; }

    public required IEventSink Events { get; init; }

    public static int DefaultParallel { get; } = Math.Max(1, System.Environment.ProcessorCount * 4);

    /// <summary>Removes pending creations from the state: those that an earlier run had begun and whose outcome is not known.</summary>
    public bool ClearPendingCreates { get; init; }

    /// <summary>How many steps may run at once; 1 is serial.</summary>
    public int Parallel { get; init; } = DefaultParallel;

    /// <summary>Update and destroy: refresh first.</summary>
    public bool Refresh { get; init; }

    /// <summary>Refresh (also the refresh before an update) and destroy: run the program, so that providers get today's configuration.</summary>
    public bool RunProgram { get; init; }

    /// <summary>Resources to replace even if nothing about them differs.</summary>
    public ImmutableHashSet<string> ReplaceUrns { get; init; } = [];

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The settings of one namespace, by bare key.</summary>
    internal IEnumerable<KeyValuePair<string, ConfigValue>> ConfigOf(string package) =>
        from entry in Config
        where entry.Key.StartsWith(package + ":", StringComparison.Ordinal)
        orderby entry.Key
        select KeyValuePair.Create(entry.Key[(package.Length + 1)..], entry.Value);
}

/// <summary>What an operation does; whether it is only a preview is <see cref="OperationRequest.Preview"/>.</summary>
public enum OperationKind
{
    /// <summary>Runs the program and brings the resources to what it asks for.</summary>
    Update,

    /// <summary>Reads the real objects and corrects the state.</summary>
    Refresh,

    /// <summary>Deletes all resources in the state.</summary>
    Destroy,
}

/// <summary>One setting of the stack, in plain text; objects, numbers and flags as JSON text.</summary>
public sealed record ConfigValue(string Text, bool Secret)
{
    internal static string Json(IEnumerable<KeyValuePair<string, ConfigValue>> config) =>
        JsonWriting.Text(writer => writer.Map(config, value => writer.WriteStringValue(value.Text)));

    public override string ToString() => Secret ? "[secret]" : Text;
}
