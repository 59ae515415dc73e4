using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>Someone else has changed the row in a way that the write would undo.</summary>
public sealed class StoreConflictException : StoreException
{
    internal StoreConflictException(string code, string text, ImmutableArray<string> fields, Author updatedBy, DateTimeOffset updatedAt)
        : base(code, StoreErrorKind.Conflict, text) => (Fields, UpdatedBy, UpdatedAt) = (fields, updatedBy, updatedAt);

    /// <summary>The fields in question, by their input names (<c>baseUrl</c>, <c>credential</c>, …).</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>Who claims the last write.</summary>
    public Author UpdatedBy { get; }

    /// <summary>When that was.</summary>
    public DateTimeOffset UpdatedAt { get; }
}
