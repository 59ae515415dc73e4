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
    /// Holds back other processes with the same candidate until disposed: whoever comes second finds the first one's refusal instead of trying as well.
    /// </summary>
    public async Task<IDisposable> TakeTurnAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        var candidate = await WithFileAsync((file, _) => CandidateKey.Of(settings, file.Key), cancellationToken);
        var turn = int.Parse(candidate.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Turns;
        return await LockedFile.OpenAsync($"{path}.turn{turn}", cancellationToken);
    }

    /// <summary>When the candidate was refused, or null.</summary>
    public Task<DateTimeOffset?> FindAsync(JiraConnectionSettings settings, CancellationToken cancellationToken) => WithFileAsync(
        (file, now) => file.Refusals.TryGetValue(CandidateKey.Of(settings, file.Key), out var at) && IsFresh(at, now) ? at : (DateTimeOffset?)null, cancellationToken);

    public Task RememberAsync(JiraConnectionSettings settings, CancellationToken cancellationToken) => WithFileAsync(
        (file, now) => file.Refusals[CandidateKey.Of(settings, file.Key)] = now, cancellationToken);

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

    private async Task<T> WithFileAsync<T>(Func<RefusalFile, DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        await using var stream = await LockedFile.OpenAsync(path, cancellationToken);
        var before = new byte[stream.Length];
        await stream.ReadExactlyAsync(before, cancellationToken);
        var file = RefusalFile.Parse(before);
        var now = clock.GetUtcNow();
        var result = work(file, now);
        foreach (var (candidate, _) in file.Refusals.Where(each => !IsFresh(each.Value, now)).ToArray())
        {
            file.Refusals.Remove(candidate);
        }

        var after = file.ToBytes();
        if (!after.AsSpan().SequenceEqual(before))
        {
            // Not to be interrupted: half a file is a lost memory.
            stream.Position = 0;
            stream.Write(after);
            stream.SetLength(after.Length);
            stream.Flush(flushToDisk: true);
        }

        return result;
    }
}
