namespace HarnessCollab.Engine.Steps;

/// <summary>What a program wants of one resource.</summary>
internal sealed record Goal
{
    public required string Name { get; init; }

    /// <summary>
    /// The entry to be, as far as the program says: without URN, and with an empty provider for the default one. What the program only reads
    /// is external; it has the id to read, and as outputs what the program knows of the object.
    /// </summary>
    public required ResourceState Wanted { get; init; }

    /// <summary>Null: as the parent.</summary>
    public bool? Protect { get; init; }

    /// <summary>Null: as the parent.</summary>
    public bool? RetainOnDelete { get; init; }

    public string Version { get; init; } = "";

    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>Null: as the provider's Diff says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>Names that the resource had before.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];
}
