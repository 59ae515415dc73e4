using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// The runs of this user that may have created something and did not end normally. A small file has one line for each: the nonce that its creates
/// contain, and when it began. An object that such a run created may be missing from every state. If the file cannot be used, no object is adopted.
/// </summary>
internal sealed class OpenRuns
{
    private const int NonceLength = 32;
    private const int Most = 1000;

    // A user who repeats a killed run does so within days.
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    // Other processes hold the file only for some milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string? _path;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<string?>> _begun;
    private int _told;

    /// <param name="path">The file; null = there is none.</param>
    /// <param name="time">The clock that dates the runs.</param>
    public OpenRuns(string? path, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _begun = new(BeginOnceAsync);
    }

    /// <summary>The nonce that the creates of this run contain; null while it is not in the file.</summary>
    public string? Nonce { get; private set; }

    /// <summary>Adds this run to the file, before the run creates anything.</summary>
    /// <returns>A warning, once, if the file cannot be written.</returns>
    public async Task<string?> BeginAsync() =>
        await _begun.Value is { } trouble && Interlocked.Exchange(ref _told, 1) == 0
            ? $"{StoreErrorCodes.RunUnnoted}: the file {_path} cannot be written ({trouble.TrimEnd('.')}). If this run is killed, the "
                + "next one cannot adopt what it has just created: the error then gives the command that imports it. "
                + "To avoid that, make the file writable."
            : null;

    /// <summary>Whether this author sent the create with this idempotency key, and its answer may have been lost.</summary>
    public async Task<bool> MayHaveLeftAsync(string? stamp, Author author)
    {
        if (string.IsNullOrEmpty(author.Urn) || IdempotencyKey.NonceOf(stamp) is not { } nonce
            || !IdempotencyKey.AreOfOneWrite(stamp, IdempotencyKey.Of(author, null)))
        {
            return false;
        }

        var isOpen = false;
        return await TryChangeAsync(
            runs =>
            {
                isOpen = runs.Exists(run => run.Nonce == nonce);
                return runs;
            },
            CancellationToken.None) is null && isOpen;
    }

    /// <summary>This run ends normally: everything that it created is in the state.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => Nonce is null
        ? Task.CompletedTask
        : TryChangeAsync(runs => runs.Where(run => run.Nonce != Nonce), cancellationToken);

    private async Task<string?> BeginOnceAsync()
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceLength / 2));
        var trouble = await TryChangeAsync(runs => runs.Append((nonce, _time.GetUtcNow())), CancellationToken.None);
        Nonce = trouble is null && _path is not null ? nonce : null;
        return trouble;
    }

    // Null, or the problem with the file.
    private async Task<string?> TryChangeAsync(
        Func<List<(string Nonce, DateTimeOffset At)>, IEnumerable<(string Nonce, DateTimeOffset At)>> change, CancellationToken cancellationToken)
    {
        if (_path is null)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await LockedFile.ChangeAsync(_path, before => Write(change(Read(before))), either.Token);
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return trouble.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "another process keeps it locked";
        }
    }

    // Ignores lines that are not ours. A time in the future means that the clock was corrected.
    private List<(string Nonce, DateTimeOffset At)> Read(byte[] file)
    {
        var runs = new List<(string, DateTimeOffset)>();
        foreach (var line in Encoding.UTF8.GetString(file).Split('\n'))
        {
            if (line.Split(' ') is [{ Length: NonceLength } nonce, var when] && nonce.All(char.IsAsciiHexDigitLower)
                && DateTimeOffset.TryParseExact(when, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && (_time.GetUtcNow() - at).Duration() < Life)
            {
                runs.Add((nonce, at));
            }
        }

        return runs;
    }

    private static byte[] Write(IEnumerable<(string Nonce, DateTimeOffset At)> runs) =>
        Encoding.UTF8.GetBytes(string.Concat(runs.TakeLast(Most).Select(run => $"{run.Nonce} {run.At:O}\n")));
}
