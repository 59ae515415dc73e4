using System.Collections.Immutable;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>What a program wants of one resource.</summary>
internal sealed record Goal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required bool Custom { get; init; }

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public string Parent { get; init; } = "";

    /// <summary>Null: as the parent.</summary>
    public bool? Protect { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary><c>urn::id</c>; empty for the default provider.</summary>
    public string Provider { get; init; } = "";

    public string Version { get; init; } = "";

    public string PluginDownloadUrl { get; init; } = "";

    /// <summary>Null: as the provider's Diff says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Names that the resource had before.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];

    public string ImportId { get; init; } = "";

    public CustomTimeouts CustomTimeouts { get; init; } = CustomTimeouts.None;

    /// <summary>Null: as the parent.</summary>
    public bool? RetainOnDelete { get; init; }

    public string DeletedWith { get; init; } = "";
}
