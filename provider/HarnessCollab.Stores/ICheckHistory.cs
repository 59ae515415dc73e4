namespace HarnessCollab.Stores;

/// <summary>The past checks of accounts.</summary>
public interface ICheckHistory
{
    /// <summary>How long a check is remembered.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Adds all checks or none, and removes checks that are too old. Checks of accounts that do not exist any more are left out.</summary>
    Task AddAsync(IReadOnlyCollection<PastCheck> checks, CancellationToken cancellationToken = default);

    /// <summary>The last checks of every account, up to a maximum number for each, in the order in which they were added.</summary>
    Task<IReadOnlyList<PastCheck>> LastAsync(int most, CancellationToken cancellationToken = default);
}
