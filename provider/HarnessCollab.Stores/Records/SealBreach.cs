using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>
/// An account, or its text, is not as the last write through the plugin left it: somebody without the store's key has changed the row.
/// </summary>
/// <param name="Fields">What differs from the journal; empty when the journal shows no difference.</param>
public sealed record SealBreach(ImmutableArray<string> Fields)
{
    /// <summary>What was seen, for messages: <c>baseUrl differs from the journal</c>.</summary>
    public string Description => Fields.IsEmpty
        ? "its seal is missing or was not made with the store's key"
        : $"{string.Join(", ", Fields)} {(Fields.Length == 1 ? "differs" : "differ")} from the journal";
}
