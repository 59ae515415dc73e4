namespace HarnessCollab.Engine.Steps;

/// <summary>What a program asks for one resource.</summary>
internal sealed record Goal
{
    public required string Name { get; init; }

    /// <summary>
    /// The planned entry, with the values that the program gives: it has no URN yet, and an empty provider means the default one. A resource that
    /// the program only reads is external: it has the id to read, and its outputs are the properties that the program gives to find the object.
    /// </summary>
    public required ResourceState Wanted { get; init; }

    /// <summary>Whether the resource is protected; null means as its parent.</summary>
    public bool? Protect { get; init; }

    /// <summary>Whether the object stays when the resource is deleted; null means as for its parent.</summary>
    public bool? RetainOnDelete { get; init; }

    public string Version { get; init; } = "";

    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>Whether a replacement deletes the old object first; null means as the provider's Diff says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>Names that the resource had before.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];
}
