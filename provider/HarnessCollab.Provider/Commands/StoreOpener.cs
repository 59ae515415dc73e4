using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands;

/// <summary>Opens the store that the environment names, from the same place the plugin would.</summary>
internal static class StoreOpener
{
    public static Task<IProviderStore> OpenAsync(CommandContext context) =>
        OpenAsync(new SettingsReader(context.Environment).Read(PropertyMap.Empty, attached: false), context);

    /// <summary>
    /// As <see cref="OpenAsync(CommandContext)"/>, for commands that need one that exists: a wrong folder must not look like an empty store.
    /// </summary>
    /// <exception cref="StoreException">There is none.</exception>
    public static Task<IProviderStore> OpenExistingAsync(CommandContext context) =>
        OpenExistingAsync(new SettingsReader(context.Environment).Read(PropertyMap.Empty, attached: false), context);

    /// <summary>As above, where the settings are at hand.</summary>
    public static async Task<IProviderStore> OpenExistingAsync(ProviderSettings settings, CommandContext context)
    {
        var store = await OpenAsync(settings, context);
        if (await store.GetStoreIdAsync() is null)
        {
            await store.DisposeAsync();
            throw new StoreException(
                StoreErrorCodes.StoreMissing,
                StoreErrorKind.NotFound,
                $"there is no store at the {store.Description}. Run the command in the project's folder, or name the store in "
                + $"{ProviderConfiguration.Store.EnvironmentVariable}; the first 'up' makes one.");
        }

        return store;
    }

    private static async Task<IProviderStore> OpenAsync(ProviderSettings settings, CommandContext context)
    {
        if (settings.StoreNote is { } note)
        {
            await context.Console.NoteAsync(note);
        }

        return StoreFactory.Open(settings.Store, context.Time);
    }
}
