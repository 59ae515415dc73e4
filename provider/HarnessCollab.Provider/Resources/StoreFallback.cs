using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// The way on where the store refuses a secret of the provider's settings and the environment has another one. A refresh, a destroy, and the look for
/// drift before a preview get the settings of the last up, which stand in state: without this a secret that was exchanged since would keep the very
/// run away that brings the new one.
/// </summary>
/// <param name="given">The settings as the engine sent them.</param>
/// <param name="environment">What may have another secret.</param>
/// <param name="open">Opens the store that settings name.</param>
internal sealed class StoreFallback(PropertyMap given, IProcessEnvironment environment, Func<PropertyMap, IProviderStore> open) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HashSet<Property> _tried = [];
    private PropertyMap _given = given;

    /// <summary>Lets the session go on with the secret of the environment, once per setting.</summary>
    /// <param name="session">Whose store is to be exchanged.</param>
    /// <param name="refused">The store that was asked.</param>
    /// <param name="refusal">What it said.</param>
    /// <returns>Null: ask again. Else what to add to the refusal; empty where no setting is to blame.</returns>
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
                return $" {variable} of the environment was tried in the place of {PackageInfo.ConfigKey(setting.Name)}.";
            }

            if (setting.Read(_given).Or(null) is not { Length: > 0 })
            {
                return "";
            }

            return HasOther(setting)
                ? await ExchangeAsync(session, setting, cancellationToken)
                : session.Memory.ConfigIsKnown ? ""
                : $" These are the settings of the last up, as state holds them: give the new value of {PackageInfo.ConfigKey(setting.Name)} in the "
                    + $"environment, as {variable}, for this one run.";
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>The setting whose value the store did not take; null where something else is wrong.</summary>
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

            // A secret may have changed; the store must not. While state has not told which one it is, the address must do.
            unfit = (session.Memory.StoreId is { } expected
                ? await other.GetStoreIdAsync(cancellationToken) == expected
                : other.Description == session.Store.Description)
                ? null
                : $" {variable} of the environment was not used in its place: it names another store ({other.Description}).";
        }
        catch (StoreException next) when (SettingBehind(next) is { } also && HasOther(also))
        {
            // It lets us in, and refuses the next secret: the two were exchanged together.
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
            unfit = $" {variable} of the environment cannot take its place: {wrong.Message}";
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
        + $"{setting.EnvironmentVariable} of the environment is used in its place. Where it is to last: "
        + $"pulumi config set --secret {PackageInfo.ConfigKey(setting.Name)}.");
}
