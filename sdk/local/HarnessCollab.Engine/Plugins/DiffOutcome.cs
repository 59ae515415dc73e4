namespace HarnessCollab.Engine.Plugins;

/// <summary>How a resource differs from what is wanted.</summary>
internal sealed record DiffOutcome
{
    public static DiffOutcome None { get; } = new();

    public bool Differs { get; init; }

    /// <summary>Paths that make a replacement necessary.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Null when the provider gave no detail.</summary>
    public ImmutableSortedDictionary<string, PropertyDiffDetail>? Detail { get; init; }

    /// <summary>Reads a provider's answer; if the provider does not know the difference, inputs are compared.</summary>
    public static DiffOutcome From(DiffResponse response, PropertyMap oldInputs, PropertyMap newInputs) =>
        response.Changes == DiffResponse.Types.DiffChanges.DiffUnknown ? Compare(oldInputs, newInputs)
            : new DiffOutcome
            {
                Differs = response.Changes == DiffResponse.Types.DiffChanges.DiffSome || response.Replaces.Count > 0,
                Replaces = [.. response.Replaces],
                DeleteBeforeReplace = response.DeleteBeforeReplace,
                Detail = !response.HasDetailedDiff ? null : response.DetailedDiff.ToImmutableSortedDictionary(
                    entry => entry.Key, entry => new PropertyDiffDetail(KindName(entry.Value.Kind), entry.Value.InputDiff), StringComparer.Ordinal),
            };

    /// <summary>Compares inputs, for cases in which no provider can be asked.</summary>
    public static DiffOutcome Compare(PropertyMap oldInputs, PropertyMap newInputs) =>
        oldInputs.Equals(newInputs) ? None : new DiffOutcome { Differs = true };

    /// <summary>The same difference seen from the other side, as a refresh shows what happened outside.</summary>
    public DiffOutcome Inverted() => this with
    {
        Detail = Detail?.ToImmutableSortedDictionary(
            entry => entry.Key, entry => entry.Value with { Kind = Invert(entry.Value.Kind) }, StringComparer.Ordinal),
    };

    private static string Invert(string kind) =>
        kind.StartsWith("add", StringComparison.Ordinal) ? kind.Replace("add", "delete", StringComparison.Ordinal)
        : kind.Replace("delete", "add", StringComparison.Ordinal);

    private static string KindName(PropertyDiff.Types.Kind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}

/// <summary>How one path differs.</summary>
/// <param name="Kind">add, add-replace, delete, delete-replace, update or update-replace.</param>
/// <param name="InputDiff">True when the path belongs to old inputs and new inputs.</param>
internal sealed record PropertyDiffDetail(string Kind, bool InputDiff);
