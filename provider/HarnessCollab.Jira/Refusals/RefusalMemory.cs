using System.Globalization;

namespace HarnessCollab.Jira;

/// <summary>
/// Remembers for ten minutes, across processes, which candidates Jira has refused, so that a deployment of many processes and resources tries a wrong
/// credential once and not until the account is locked.
/// </summary>
internal sealed class RefusalMemory(string path, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    // A few files that stay, instead of one per candidate that somebody would have to clear away.
    private const int Turns = 8;

    /// <summary>
    /// Holds back other processes with the same candidate until disposed: whoever comes second finds the first one's refusal instead of trying as
    /// well.
    /// </summary>
    public async Task<IDisposable> TakeTurnAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        // Only these few bits of the fast name are ever seen, and by nobody later.
        var candidate = await WithFileAsync((file, _) => CandidateKey.Of(settings, file.Salt), cancellationToken);
        var turn = int.Parse(candidate.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Turns;
        return await LockedFile.OpenAsync($"{path}.turn{turn}", cancellationToken);
    }

    /// <summary>How the candidate was refused, or null.</summary>
    public async Task<Refusal?> FindAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        var file = await WithFileAsync((file, now) => Freshest(file, now), cancellationToken);
        // The slow name is made outside of the file's lock, and only when there is something to find.
        return file.Refusals.Count == 0 ? null : file.Refusals.GetValueOrDefault(CandidateKey.Slow(settings, file.Salt));
    }

    public async Task RememberAsync(JiraConnectionSettings settings, Refusal refusal, CancellationToken cancellationToken)
    {
        var salt = await WithFileAsync((file, _) => file.Salt, cancellationToken);
        var name = CandidateKey.Slow(settings, salt);
        await WithFileAsync(
            (file, now) => file.Refusals[salt.AsSpan().SequenceEqual(file.Salt) ? name : CandidateKey.Slow(settings, file.Salt)] =
                refusal with { At = now }, cancellationToken);
    }

    /// <summary>Removes what is remembered; the files stay, others may hold them.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => WithFileAsync(
        (file, _) =>
        {
            file.Refusals.Clear();
            return true;
        },
        cancellationToken);

    // A time from the future is a clock that was put right; it must not last for years.
    private static bool IsFresh(DateTimeOffset at, DateTimeOffset now) => (now - at).Duration() < Life;

    private static RefusalFile Freshest(RefusalFile file, DateTimeOffset now)
    {
        foreach (var (candidate, _) in file.Refusals.Where(each => !IsFresh(each.Value.At, now)).ToArray())
        {
            file.Refusals.Remove(candidate);
        }

        return file;
    }

    private async Task<T> WithFileAsync<T>(Func<RefusalFile, DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        T? result = default;
        await LockedFile.ChangeAsync(
            path,
            before =>
            {
                var file = RefusalFile.Parse(before);
                result = work(file, now);
                return Freshest(file, now).ToBytes();
            },
            cancellationToken);
        return result!;
    }
}
