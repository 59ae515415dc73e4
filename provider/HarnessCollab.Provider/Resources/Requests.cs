using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;

namespace HarnessCollab.Provider.Resources;

/// <param name="OldInputs">The inputs of the last run; empty for a new resource and in the second half of a replacement.</param>
internal sealed record CheckRequest(string Name, PropertyMap OldInputs, PropertyMap News);

/// <param name="Inputs">The whole normalised input set.</param>
internal sealed record CheckResult(PropertyMap Inputs, CheckProblems Problems);

internal sealed record DiffRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap News);

/// <param name="Stables">Outputs that are known not to change.</param>
internal sealed record DiffResult(IReadOnlyList<Difference> Differences, ImmutableArray<string> Stables, bool DeleteBeforeReplace);

internal sealed record CreateRequest(PropertyMap Inputs);

/// <param name="Id">Null in a preview.</param>
internal sealed record CreateResult(string? Id, PropertyMap Outputs);

/// <summary>Who asks, and what for: the three callers of Read are told apart by what they send.</summary>
internal enum ReadPurpose
{
    /// <summary>An object in state is compared with the world.</summary>
    Refresh,

    /// <summary>A program looks at an object it does not own (<c>.Get</c>).</summary>
    Get,

    /// <summary>An object becomes managed; only its id is known.</summary>
    Import,
}

internal sealed record ReadRequest(string Id, ReadPurpose Purpose, PropertyMap OldInputs, PropertyMap OldOutputs);

/// <summary>What was read; null means that the object is gone.</summary>
internal sealed record ReadResult(string Id, PropertyMap Inputs, PropertyMap Outputs);

internal sealed record UpdateRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap News);

internal sealed record DeleteRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs);

/// <param name="Query">By what the list is narrowed; as it came.</param>
/// <param name="After">The id that the list goes on behind; empty = from the start.</param>
internal sealed record ListRequest(PropertyMap Query, string After);
