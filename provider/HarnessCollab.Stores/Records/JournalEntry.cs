using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>One write, as the journal keeps it. Entries are only ever added.</summary>
public sealed record JournalEntry
{
    /// <summary>The entry's number; later writes have higher ones.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in UTC by the writer's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required JournalAction Action { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required JournalSubject Subject { get; init; }

    /// <summary>The id of the thing after the write.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name of the thing after the write.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Who, as claimed.</summary>
    public required Author Author { get; init; }

    /// <summary>Which fields.</summary>
    public required ImmutableArray<FieldChange> Changes { get; init; }
}
