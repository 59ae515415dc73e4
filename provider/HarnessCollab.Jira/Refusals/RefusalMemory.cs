using System.Collections.Concurrent;

namespace HarnessCollab.Jira;

/// <summary>
/// Remembers for ten minutes, across processes, which candidates Jira refused. A deployment with many processes and resources then tries a wrong
/// credential once, and not until the account is locked.
/// </summary>
internal sealed class RefusalMemory(string path, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    // A few permanent lock files instead of one per candidate, which would have to be removed again.
    private const int Turns = 8;

    // A refusal is looked for and remembered under the same name.
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>
    /// Blocks other processes with the same candidate until the result is disposed: the second process then finds the refusal of the first one and
    /// does not try the credential too.
    /// </summary>
    public async Task<IDisposable> TakeTurnAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        // Only these few bits of the fast hash become visible, and only as a file name that does not identify the candidate.
        var candidate = await WithFileAsync((file, _) => CandidateKey.Of(settings, file.Salt), cancellationToken);
        var turn = int.Parse(candidate.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Turns;
        return await LockedFile.OpenAsync($"{path}.turn{turn}", cancellationToken);
    }

    /// <summary>The remembered refusal of the candidate, or null.</summary>
    public async Task<Refusal?> FindAsync(JiraConnectionSettings settings, CancellationToken cancellationToken)
    {
        var file = await WithFileAsync((file, now) => Freshest(file, now), cancellationToken);
        // The slow name is computed without holding the file, and only if the file contains refusals.
        return file.Refusals.Count == 0 ? null : file.Refusals.GetValueOrDefault(NameOf(settings, file.Salt));
    }

    public async Task RememberAsync(JiraConnectionSettings settings, Refusal refusal, CancellationToken cancellationToken)
    {
        var salt = await WithFileAsync((file, _) => file.Salt, cancellationToken);
        var name = NameOf(settings, salt);
        await WithFileAsync(
            (file, now) => file.Refusals[salt.AsSpan().SequenceEqual(file.Salt) ? name : NameOf(settings, file.Salt)] =
                refusal with { At = now }, cancellationToken);
    }

    /// <summary>Removes all refusals; the files stay, because other processes may have them open.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => WithFileAsync(
        (file, _) =>
        {
            file.Refusals.Clear();
            return true;
        },
        cancellationToken);

    // A time in the future means that the clock was corrected; such an entry must not stay valid for years.
    private static bool IsFresh(DateTimeOffset at, DateTimeOffset now) => (now - at).Duration() < Life;

    private string NameOf(JiraConnectionSettings settings, byte[] salt) =>
        _names.GetOrAdd(CandidateKey.Of(settings, salt), _ => CandidateKey.Slow(settings, salt));

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
