namespace HarnessCollab.Provider.Resources;

/// <param name="OldInputs">The inputs of the last run; empty for a new resource and in the second half of a replacement.</param>
internal sealed record CheckRequest(string Name, PropertyMap OldInputs, PropertyMap News);

/// <param name="Inputs">All inputs, normalised.</param>
internal sealed record CheckResult(PropertyMap Inputs, CheckProblems Problems);

internal sealed record DiffRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap News);

/// <param name="Stables">Outputs that are known not to change.</param>
internal sealed record DiffResult(IReadOnlyList<Difference> Differences, ImmutableArray<string> Stables, bool DeleteBeforeReplace);

internal sealed record CreateRequest(PropertyMap Inputs);

/// <param name="Id">Null in a preview.</param>
internal sealed record CreateResult(string? Id, PropertyMap Outputs);

/// <summary>The purpose of a Read: its three kinds of callers are distinguished by what they send.</summary>
internal enum ReadPurpose
{
    /// <summary>Compares an object of the state with the store.</summary>
    Refresh,

    /// <summary>A program reads an object that it does not own (<c>.Get</c>).</summary>
    Get,

    /// <summary>An object is imported; only its id is known.</summary>
    Import,
}

internal sealed record ReadRequest(string Id, ReadPurpose Purpose, PropertyMap OldInputs, PropertyMap OldOutputs);

/// <summary>The object that was read; null in its place means that the object does not exist.</summary>
internal sealed record ReadResult(string Id, PropertyMap Inputs, PropertyMap Outputs);

internal sealed record UpdateRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap News);

internal sealed record DeleteRequest(string Id, PropertyMap OldInputs, PropertyMap OldOutputs);

/// <param name="Query">The filter of the list, as received.</param>
/// <param name="After">The list continues after this id; empty = from the beginning.</param>
internal sealed record ListRequest(PropertyMap Query, string After);
