using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores;

/// <summary>The parsed provider setting <c>store</c>. Printing it shows no secret.</summary>
public abstract record StoreSettings
{
    /// <summary>The absolute path of a store whose setting (or default) is relative to the base folder; null for all others.</summary>
    public virtual string? RelativePath => null;

    /// <summary>Why the setting <c>storeKey</c> is needed and missing; null when it is not. Operations that read no secret work without it.</summary>
    public virtual string? MissingKey => null;

    /// <summary>Parses the setting; the kinds in <see cref="StoreBackend.All"/> define its forms.</summary>
    /// <param name="store">The setting; null or blank = the default SQLite file.</param>
    /// <param name="key">The setting <c>storeKey</c>; its format is checked when it is first needed.</param>
    /// <param name="baseDirectory">The folder for relative paths; null when there is none (attach mode).</param>
    /// <param name="others">Other settings that some kinds of store use; null when none is given.</param>
    /// <exception cref="StoreSettingsException">Other settings are missing or wrong.</exception>
    /// <exception cref="StoreException">The setting is not valid. The message never quotes it, because it can contain a password.</exception>
    public static StoreSettings Parse(string? store, SecretText? key, string? baseDirectory, BackendInputs? others = null)
    {
        var setting = store?.Trim() ?? "";
        var backend = StoreBackend.All.FirstOrDefault(candidate => candidate.Accepts(setting)) ?? throw Unknown();
        return backend.Parse(
            setting, key, baseDirectory, others ?? new(_ => null, AllowInsecureHttp: false, ClientVersion: "0", CaCertificates: null));
    }

    internal abstract IProviderStore Open(TimeProvider time, WriteBoundary boundary);

    private static StoreException Unknown()
    {
        string[] forms = [.. StoreBackend.All.SelectMany(backend => backend.Forms)];
        return new(
            StoreErrorCodes.BadStoreSetting,
            $"the setting 'store' has none of the known forms. Leave it unset, or use {string.Join(", ", forms[..^1])}, or {forms[^1]}.");
    }
}

/// <summary>Makes store objects from settings. Nothing is opened, read or created here.</summary>
public static class StoreFactory
{
    /// <summary>The store that the settings name.</summary>
    /// <exception cref="StoreException">The settings are not valid.</exception>
    public static IProviderStore Open(StoreSettings settings, TimeProvider time) => Open(settings, time, WriteBoundary.Unwatched);

    internal static IProviderStore Open(StoreSettings settings, TimeProvider time, WriteBoundary boundary) => settings.Open(time, boundary);
}

/// <summary>A problem with one setting of a store.</summary>
/// <param name="Setting">The name of the setting, for example <c>endpoint</c>.</param>
/// <param name="Text">The rest of the sentence: <c>is missing. …</c></param>
public sealed record StoreSettingProblem(string Setting, string Text);

/// <summary>Settings for one kind of store are missing or wrong.</summary>
public sealed class StoreSettingsException : StoreException
{
    internal StoreSettingsException(IReadOnlyList<StoreSettingProblem> problems)
        : base(
            StoreErrorCodes.BadStoreSetting,
            string.Join(' ', problems.Select(problem => $"'{problem.Setting}' {problem.Text}"))) => Problems = problems;

    public IReadOnlyList<StoreSettingProblem> Problems { get; }
}
