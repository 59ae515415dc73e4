using System.Buffers;
using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>A store in a SQLite file, for one machine.</summary>
internal sealed class SqliteBackend : StoreBackend
{
    // Relative to the base folder.
    private const string DefaultPath = ".harnesscollab/store.db";

    private const string Prefix = "sqlite:";

    // Characters that begin options in a URL or a connection string.
    private static readonly SearchValues<char> OptionMarks = SearchValues.Create("?;&");

    public override IReadOnlyList<string> Forms => [$"{Prefix}PATH"];

    public override bool Accepts(string setting) => setting.Length == 0 || setting.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    public override StoreSettings Parse(string setting, SecretText? key, string? baseDirectory, BackendInputs others)
    {
        var given = setting.Length == 0 ? DefaultPath : setting[Prefix.Length..].Trim();
        if (MeansSomethingElse(given) is { } what)
        {
            throw new StoreException(
                StoreErrorCodes.BadStoreSetting,
                $"the setting 'store' starts with sqlite: but {what}. Write the path of a file right after the colon, as in "
                + "sqlite:/var/lib/harnesscollab/store.db, sqlite:data/store.db or sqlite:~/store.db.");
        }

        var path = given.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home(), given[2..]) : given;
        var isRelative = !Path.IsPathFullyQualified(path);
        if (isRelative && baseDirectory is null)
        {
            throw new StoreException(
                StoreErrorCodes.RelativePath,
                $"the path '{path}' of the SQLite store is relative, and an attached plugin has no project folder to start from. "
                + "Use an absolute path: sqlite:/PATH/store.db.");
        }

        return new SqliteSettings(baseDirectory is null ? Path.GetFullPath(path) : Path.GetFullPath(path, baseDirectory), isRelative, key);
    }

    // Text with a special meaning for a shell, a URL or SQLite would silently create a file with a strange name here.
    private static string? MeansSomethingElse(string path) => path switch
    {
        "" or ":memory:" => "names no file",
        _ when path.Any(char.IsControl) => "contains a control character",
        ['/', '/', ..] => "continues like a URL",
        _ when path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) => "continues with file:, but SQLite's own URIs are not supported",
        ['~'] => "names your home folder, not a file in it",
        ['~', not '/', ..] => "names a home folder like a shell; only ~/ is supported here",
        ['"' or '\'', ..] => "is in quotes",
        [.., '/'] or "." or ".." or [.., '/', '.'] or [.., '/', '.', '.'] => "names a folder",
        _ when path.Contains('$') => "contains a $, but variables are not expanded here",
        _ when path.Contains('`') => "contains a shell command, which is not run here",
        _ when path.Split('%') is [_, { Length: > 0 } name, _, ..] && name.All(part => char.IsAsciiLetterOrDigit(part) || part == '_') =>
            "contains a variable, but variables are not expanded here",
        _ when path.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase) || HasOptions(path) => "has options, which are not supported",
        [var drive, ':', '\\' or '/', ..] when char.IsAsciiLetter(drive) && !OperatingSystem.IsWindows() =>
            "names a drive, which this system does not have",
        _ => null,
    };

    private static bool HasOptions(string path) => path.AsSpan().IndexOfAny(OptionMarks) is >= 0 and var start && path.IndexOf('=', start) > 0;

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
        ? home
        : throw new StoreException(
            StoreErrorCodes.BadStoreSetting,
            "the setting 'store' begins with ~/, but this user has no home folder (HOME is not set, or names no folder). Write the full path.");
}

/// <summary>The settings of a store in a SQLite file.</summary>
/// <param name="IsRelative">Whether the setting (or the default) is a path relative to the base folder.</param>
/// <param name="Key">The key from the settings; null when the store keeps it in a file beside the database.</param>
internal sealed record SqliteSettings(string Path, bool IsRelative, SecretText? Key) : StoreSettings
{
    public override string? RelativePath => IsRelative ? Path : null;

    internal override IProviderStore Open(TimeProvider time, WriteBoundary boundary)
    {
        var file = new SqliteFile(Path);
        IKeySource keys = Key is null ? new KeyFile(file.KeyPath, file.SharedKeyPath) : new SettingKeySource(Key);
        return new SqlStore(new SqliteDatabase(file, boundary), keys, time);
    }
}
