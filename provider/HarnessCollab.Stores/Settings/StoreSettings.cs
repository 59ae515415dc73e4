using System.Buffers;

namespace HarnessCollab.Stores;

/// <summary>The provider setting <c>store</c>, understood: which backend, where, and with which key. Printing it shows no secret.</summary>
public sealed record StoreSettings
{
    /// <summary>Where the SQLite file lies when nothing else is said, relative to the base folder.</summary>
    public const string DefaultPath = ".harnesscollab/store.db";

    private const string SqlitePrefix = "sqlite:";

    // Of a URL, and of a connection string.
    private static readonly SearchValues<char> OptionMarks = SearchValues.Create("?;&");

    /// <summary>Which backend.</summary>
    public required StoreBackend Backend { get; init; }

    /// <summary>The absolute path of the SQLite file; null with other backends.</summary>
    public string? SqlitePath { get; init; }

    /// <summary>Whether the setting gave a path that starts at the base folder, the default one included.</summary>
    public bool IsRelative { get; init; }

    /// <summary>URL or keyword form, password and all; null with other backends than PostgreSQL.</summary>
    public SecretText? ConnectionString { get; init; }

    /// <summary>The key as set; null when a SQLite store is to keep it in a file beside the database.</summary>
    public SecretText? Key { get; init; }

    /// <summary>The platform, account and API key; null with other backends, and until the caller adds them.</summary>
    public HarnessSettings? Harness { get; init; }

    /// <summary>
    /// Understands the setting: unset, <c>sqlite:PATH</c>, <c>postgres://…</c>, <c>postgresql://…</c>, PostgreSQL's keyword form
    /// (<c>Host=…;Database=…</c>), or <c>harness</c>, to which the caller adds <see cref="Harness"/>.
    /// </summary>
    /// <param name="store">The setting; null or blank means the default SQLite file.</param>
    /// <param name="key">The setting <c>storeKey</c>; its form is checked when it is first needed.</param>
    /// <param name="baseDirectory">Where relative paths start; null when there is no such place (attach mode).</param>
    /// <exception cref="StoreException">The setting makes no sense. The text never quotes it, for it may hold a password.</exception>
    public static StoreSettings Parse(string? store, SecretText? key, string? baseDirectory)
    {
        var setting = store?.Trim() ?? "";
        if (setting.Length == 0)
        {
            return Sqlite(DefaultPath, key, baseDirectory);
        }

        if (setting.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Sqlite(setting[SqlitePrefix.Length..].Trim(), key, baseDirectory);
        }

        if (setting.Equals("harness", StringComparison.OrdinalIgnoreCase))
        {
            return new() { Backend = StoreBackend.Harness };
        }

        if (setting.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || setting.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
            || (setting.Contains("host", StringComparison.OrdinalIgnoreCase) && setting.Contains('=')))
        {
            return new() { Backend = StoreBackend.PostgreSql, ConnectionString = new(setting), Key = key };
        }

        throw new StoreException(
            StoreErrorCodes.BadStoreSetting,
            StoreErrorKind.BadSettings,
            "the setting 'store' is none of the known forms. Leave it unset, or use sqlite:PATH, postgres://USER@HOST/DATABASE, "
            + "Host=HOST;Database=DATABASE;Username=USER, or harness.");
    }

    /// <summary>Backend and path only.</summary>
    public override string ToString() => SqlitePath is null ? Backend.ToString() : $"{Backend} {SqlitePath}";

    private static StoreSettings Sqlite(string given, SecretText? key, string? baseDirectory)
    {
        if (MeansSomethingElse(given) is { } what)
        {
            throw new StoreException(
                StoreErrorCodes.BadStoreSetting,
                StoreErrorKind.BadSettings,
                $"the setting 'store' starts with sqlite: but {what}. Write the path of a file right after the colon, as in "
                + "sqlite:/var/lib/harnesscollab/store.db, sqlite:data/store.db or sqlite:~/store.db.");
        }

        var path = given.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home(), given[2..]) : given;
        var isRelative = !Path.IsPathFullyQualified(path);
        if (isRelative && baseDirectory is null)
        {
            throw new StoreException(
                StoreErrorCodes.RelativePath,
                StoreErrorKind.BadSettings,
                $"the path '{path}' of the SQLite store is relative, and an attached plugin has no project folder to start from. "
                + "Use an absolute path: sqlite:/PATH/store.db.");
        }

        return new()
        {
            Backend = StoreBackend.Sqlite,
            SqlitePath = baseDirectory is null ? Path.GetFullPath(path) : Path.GetFullPath(path, baseDirectory),
            IsRelative = isRelative,
            Key = key,
        };
    }

    // What a shell, a URL or SQLite itself would take for more than a name would be a file of an odd name here, made without a word.
    private static string? MeansSomethingElse(string path) => path switch
    {
        "" or ":memory:" => "names no file",
        _ when path.Any(char.IsControl) => "holds a control character",
        ['/', '/', ..] => "goes on like a URL",
        _ when path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) => "goes on with file:, and SQLite's own URIs are not taken",
        ['~'] => "names your home folder, not a file in it",
        ['~', not '/', ..] => "begins with a home folder in the shell's way, which only ~/ stands for here",
        ['"' or '\'', ..] => "is in quotes of its own",
        [.., '/'] or "." or ".." or [.., '/', '.'] or [.., '/', '.', '.'] => "names a folder",
        _ when path.Contains('$') => "holds a $, as of a variable of the environment, which is not filled in here",
        _ when path.Contains('`') => "holds a command of the shell, which is not run here",
        _ when path.Split('%') is [_, { Length: > 0 } name, _, ..] && name.All(part => char.IsAsciiLetterOrDigit(part) || part == '_') =>
            "holds a variable of the environment, which is not filled in here",
        _ when path.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase) || HasOptions(path) => "has options, which are not taken",
        [var drive, ':', '\\' or '/', ..] when char.IsAsciiLetter(drive) && !OperatingSystem.IsWindows() =>
            "names a drive, which this system does not have",
        _ => null,
    };

    private static bool HasOptions(string path) => path.AsSpan().IndexOfAny(OptionMarks) is >= 0 and var start && path.IndexOf('=', start) > 0;

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
        ? home
        : throw new StoreException(
            StoreErrorCodes.BadStoreSetting,
            StoreErrorKind.BadSettings,
            "the setting 'store' begins with ~/, and this user has no home folder (HOME is not set, or leads nowhere). Write the path in full.");
}
