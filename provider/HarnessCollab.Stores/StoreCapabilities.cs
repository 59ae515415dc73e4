namespace HarnessCollab.Stores;

/// <summary>What a backend can and cannot do, so that a resource asks for abilities and never for a backend.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Whether a row can be given a new id; only then can a create adopt.</summary>
    public required bool CanRekey { get; init; }

    /// <summary>Whether <see cref="IProviderStore.RevealAsync"/> gives the value back.</summary>
    public required bool RevealsSecrets { get; init; }

    /// <summary>Whether tags are kept; otherwise a non-empty set is refused.</summary>
    public required bool SupportsTags { get; init; }

    /// <summary>Whether a description is kept; otherwise a non-empty one is refused.</summary>
    public required bool SupportsDescription { get; init; }

    /// <summary>Whether the store has delegates; otherwise a non-empty list of selectors is refused.</summary>
    public required bool SupportsDelegateSelectors { get; init; }

    /// <summary>Whether rows name their owner and author.</summary>
    public required bool RecordsOwner { get; init; }

    /// <summary>Whether <see cref="IProviderStore.ReadJournalAsync"/> has something to read.</summary>
    public required bool KeepsJournal { get; init; }
}
