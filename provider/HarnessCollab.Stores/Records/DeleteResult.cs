namespace HarnessCollab.Stores;

/// <summary>What a delete met.</summary>
/// <param name="Existed">False when there was nothing to delete, which is success.</param>
/// <param name="LastWriter">Who wrote the row last, when that was another URN than the one deleting; null otherwise.</param>
/// <param name="LastWrittenAt">When that was; null otherwise.</param>
/// <param name="Kept">Whether it is still there: this author wrote it once, and another stack has written it since.</param>
public sealed record DeleteResult(bool Existed, Author? LastWriter, DateTimeOffset? LastWrittenAt, bool Kept = false)
{
    /// <summary>Nothing was there.</summary>
    public static DeleteResult Missing { get; } = new(false, null, null);
}
