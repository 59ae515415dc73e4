namespace HarnessCollab.Stores;

/// <summary>The past checks of accounts.</summary>
public interface ICheckHistory
{
    /// <summary>How long a check is remembered.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Adds checks, all or none, and lets go of those that are too old. What is about an account that is gone by now is left out.</summary>
    Task AddAsync(IReadOnlyCollection<PastCheck> checks, CancellationToken cancellationToken = default);

    /// <summary>The last checks of every account, so many at most of each, in the order in which they were added.</summary>
    Task<IReadOnlyList<PastCheck>> LastAsync(int most, CancellationToken cancellationToken = default);
}
