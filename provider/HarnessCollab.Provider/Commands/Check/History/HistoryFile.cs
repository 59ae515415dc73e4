using System.Text;
using System.Text.Json;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>
/// The history of checks in a separate file, for stores that do not keep one: a line of JSON with the kind of file and the store, and one line for
/// each
/// check, oldest first. Runs take turns with a lock file in the same folder; the file is replaced as a whole, and never if it is not valid.
/// </summary>
internal sealed class HistoryFile : ICheckHistory
{
    private const int Version = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _path;
    private readonly string _store;
    private readonly TimeProvider _time;

    private HistoryFile(string path, string store, TimeProvider time) => (_path, _store, _time) = (path, store, time);

    /// <summary>The file at a path; it need not exist yet.</summary>
    /// <exception cref="PluginException">It cannot be used, or belongs to another store.</exception>
    public static HistoryFile Open(string path, string store, TimeProvider time)
    {
        var file = new HistoryFile(Use(path, () => OutputFile.TargetOf(path)), store, time);
        file.Read();
        return file;
    }

    public async Task AddAsync(IReadOnlyCollection<PastCheck> checks, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(Patience);
        try
        {
            await using var turn = await LockedFile.OpenAsync($"{_path}.lock", waiting.Token);
            var oldest = _time.GetUtcNow() - ICheckHistory.Kept;
            var lines = Read().Where(line => line.Check.At >= oldest).Select(line => line.Text).Concat(checks.Select(LineOf));
            AtomicFile.Write(_path, Encoding.UTF8.GetBytes(string.Concat(lines.Prepend(Head()).Select(line => $"{line}\n"))));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unusable("another run has held its lock for a minute");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(cause.Message, cause);
        }
    }

    public Task<IReadOnlyList<PastCheck>> LastAsync(int most, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PastCheck>>(
        [.. Read().Select(line => line.Check).GroupBy(check => check.AccountId).SelectMany(checks => checks.TakeLast(most))]);

    private List<(string Text, PastCheck Check)> Read()
    {
        var lines = Use(_path, () =>
        {
            if (!File.Exists(_path) && !Directory.Exists(_path))
            {
                return Directory.Exists(Path.GetDirectoryName(_path)) ? [] : throw new DirectoryNotFoundException("its folder does not exist");
            }

            if (!OperatingSystem.IsWindows() && UnixFile.StatusOf(_path) is { IsRegular: false })
            {
                throw new IOException("it is not a regular file");
            }

            return File.ReadAllLines(_path);
        });
        // An empty file was created for us, as mktemp does.
        if (lines.Length > 0)
        {
            CheckHead(lines[0]);
        }

        return [.. lines.Skip(1).Select((line, at) => (line, Parse(line, at + 2)))];
    }

    private void CheckHead(string line)
    {
        var (version, store) = Understand(line, 1, head =>
            (head.GetProperty("accountChecks").GetInt32(), head.GetProperty("store").GetString()!));
        if (version != Version)
        {
            throw Unusable(string.Create(CultureInfo.InvariantCulture, $"it has version {version}, but this plugin supports version {Version}"));
        }

        if (store != _store)
        {
            throw Unusable($"it is the history of the store {store}, not of the store {_store}");
        }
    }

    private PastCheck Parse(string line, int number) => Understand(line, number, check => new PastCheck(
        check.GetProperty("account").GetString()!,
        check.GetProperty("at").GetDateTimeOffset(),
        check.GetProperty("verdict").GetString()!,
        check.TryGetProperty("code", out var code) ? code.GetString() : null));

    private T Understand<T>(string line, int number, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return read(document.RootElement);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unusable(string.Create(CultureInfo.InvariantCulture, $"line {number} is not what the plugin writes there"), cause);
        }
    }

    private string Head() => JsonOutput.ObjectOf(("accountChecks", Version), ("store", _store)).ToJsonString();

    private static string LineOf(PastCheck check) =>
        JsonOutput.ObjectOf([("account", check.AccountId), .. CheckHistory.Members(check)]).ToJsonString();

    private static T Use<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, cause.Message, cause);
        }
    }

    private PluginException Unusable(string why, Exception? cause = null) => Unusable(_path, why, cause);

    private static PluginException Unusable(string path, string why, Exception? cause = null) => new(
        CommandErrorCodes.HistoryFileUnusable,
        $"the history of checks in {path} cannot be used: {why}. It was left as it is. Put back a copy, or name another file.",
        cause);
}
