using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores;

/// <summary>The provider setting <c>store</c>, understood. Printing it shows no secret.</summary>
public abstract record StoreSettings
{
    /// <summary>The absolute path of a store whose setting, or default, starts at the base folder; null with all others.</summary>
    public virtual string? RelativePath => null;

    /// <summary>Why the setting <c>storeKey</c> must be given, and is not; null when all is well. What reads no secret does without.</summary>
    public virtual string? MissingKey => null;

    /// <summary>Understands the setting; <see cref="StoreBackend.All"/> has its forms.</summary>
    /// <param name="store">The setting; null or blank means the default SQLite file.</param>
    /// <param name="key">The setting <c>storeKey</c>; its form is checked when it is first needed.</param>
    /// <param name="baseDirectory">Where relative paths start; null when there is no such place (attach mode).</param>
    /// <param name="others">What some kinds of store take beside; null when nothing of that is given.</param>
    /// <exception cref="StoreSettingsException">Settings beside these are missing or wrong.</exception>
    /// <exception cref="StoreException">The setting makes no sense. The text never quotes it, for it may hold a password.</exception>
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
            StoreErrorKind.BadSettings,
            $"the setting 'store' is none of the known forms. Leave it unset, or use {string.Join(", ", forms[..^1])}, or {forms[^1]}.");
    }
}

/// <summary>Makes store objects from settings. Nothing is opened, read or made here.</summary>
public static class StoreFactory
{
    /// <summary>The store that the settings name.</summary>
    /// <exception cref="StoreException">The settings make no sense.</exception>
    public static IProviderStore Open(StoreSettings settings, TimeProvider time) => Open(settings, time, WriteBoundary.Unwatched);

    internal static IProviderStore Open(StoreSettings settings, TimeProvider time, WriteBoundary boundary) => settings.Open(time, boundary);
}

/// <summary>What is wrong with one setting of a store.</summary>
/// <param name="Setting">Its name: <c>endpoint</c>, for one.</param>
/// <param name="Text">The rest of the sentence: <c>is missing. …</c></param>
public sealed record StoreSettingProblem(string Setting, string Text);

/// <summary>Settings that belong to one kind of store are missing or wrong.</summary>
public sealed class StoreSettingsException : StoreException
{
    internal StoreSettingsException(IReadOnlyList<StoreSettingProblem> problems)
        : base(
            StoreErrorCodes.BadStoreSetting,
            StoreErrorKind.BadSettings,
            string.Join(' ', problems.Select(problem => $"'{problem.Setting}' {problem.Text}"))) => Problems = problems;

    public IReadOnlyList<StoreSettingProblem> Problems { get; }
}
