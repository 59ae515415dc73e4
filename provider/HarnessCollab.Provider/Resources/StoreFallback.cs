using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Continues with a secret from the environment when the store refuses the one in the provider's settings. A refresh, a destroy, and the drift
/// detection before a preview use the settings of the last up, which are in the state. Without this fallback, a secret that was changed since would
/// prevent the run that brings the new one.
/// </summary>
/// <param name="given">The settings as the engine sent them.</param>
/// <param name="environment">The environment, which may contain another secret.</param>
/// <param name="open">Opens the store for given settings.</param>
internal sealed class StoreFallback(PropertyMap given, IProcessEnvironment environment, Func<PropertyMap, IProviderStore> open) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HashSet<Property> _tried = [];
    private PropertyMap _given = given;

    /// <summary>Lets the session continue with the secret of the environment, once for each setting.</summary>
    /// <param name="session">The session whose store is replaced.</param>
    /// <param name="refused">The store that refused.</param>
    /// <param name="refusal">Its error.</param>
    /// <returns>Null: try again. Otherwise a text to append to the error; empty when no setting is the cause.</returns>
    public async Task<string?> TryAsync(Session session, IProviderStore refused, StoreException refusal, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (session.Store != refused)
            {
                return null;
            }

            var setting = SettingBehind(refusal)!;
            var variable = setting.EnvironmentVariable!;
            if (_tried.Contains(setting))
            {
                return $" {variable} of the environment was tried instead of {PackageInfo.ConfigKey(setting.Name)}.";
            }

            if (setting.Read(_given).Or(null) is not { Length: > 0 })
            {
                return "";
            }

            return HasOther(setting)
                ? await ExchangeAsync(session, setting, cancellationToken)
                : session.Memory.ConfigIsKnown ? ""
                : $" These are the settings of the last up, from the state: give the new value of {PackageInfo.ConfigKey(setting.Name)} in the "
                    + $"environment, as {variable}, for this one run.";
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>The setting whose value the store did not accept; null when the cause is another one.</summary>
    public static Property<string>? SettingBehind(StoreException refusal) => refusal switch
    {
        { Kind: StoreErrorKind.WrongKey } => ProviderConfiguration.StoreKey,
        { Code: StoreErrorCodes.KeyRefused } => ProviderConfiguration.ApiKey,
        { Kind: StoreErrorKind.Unauthenticated } => ProviderConfiguration.Store,
        _ => null,
    };

    private bool HasOther(Property<string> setting) =>
        !_tried.Contains(setting) && environment.Variable(setting.EnvironmentVariable!) is { } other
        && setting.Read(_given).Or(null) is { Length: > 0 } used && other != used;

    private async Task<string?> ExchangeAsync(Session session, Property<string> setting, CancellationToken cancellationToken)
    {
        _tried.Add(setting);
        var before = _given;
        var variable = setting.EnvironmentVariable!;
        _given = PropertyMap.From(before.Where(entry => entry.Key != setting.Name));
        IProviderStore? other = null;
        string? unfit = null;
        try
        {
            other = open(_given);

            // The secret may be another one, the store may not. Its address decides while no call has contained the store's id.
            unfit = (session.Memory.StoreId is { } expected
                ? await other.GetStoreIdAsync(cancellationToken) == expected
                : other.Description == session.Store.Description)
                ? null
                : $" {variable} of the environment was not used instead: it names another store ({other.Description}).";
        }
        catch (StoreException next) when (SettingBehind(next) is { } also && HasOther(also))
        {
            // The first secret was accepted and the next one refused: both were changed together.
            unfit = await ExchangeAsync(session, also, cancellationToken);
            if (unfit is null)
            {
                await other!.DisposeAsync();
                await NoteAsync(session, setting);
                return null;
            }
        }
        catch (Exception wrong) when (wrong is SettingsException or StoreException)
        {
            unfit = $" {variable} of the environment cannot be used instead: {wrong.Message}";
        }

        if (unfit is not null)
        {
            await (other?.DisposeAsync() ?? default);
            _given = before;
            return unfit;
        }

        session.Exchange(other!);
        await NoteAsync(session, setting);
        return null;
    }

    private static Task NoteAsync(Session session, Property<string> setting) => session.Log.InfoAsync(
        "",
        $"{ErrorCodes.SecretOfEnvironment}: the {session.Store.Description} refuses {PackageInfo.ConfigKey(setting.Name)}; "
        + $"{setting.EnvironmentVariable} of the environment is used instead. To keep the new value: "
        + $"pulumi config set --secret {PackageInfo.ConfigKey(setting.Name)}.");
}
