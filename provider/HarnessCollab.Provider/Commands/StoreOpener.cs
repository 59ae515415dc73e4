using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands;

/// <summary>Opens the store that the environment names, from the same place the plugin would.</summary>
internal static class StoreOpener
{
    public static async Task<IProviderStore> OpenAsync(CommandContext context)
    {
        var settings = new SettingsReader(context.Environment).Read(PropertyMap.Empty, attached: false);
        if (settings.StoreNote is { } note)
        {
            await context.Console.NoteAsync(note);
        }

        return StoreFactory.Open(settings.Store, context.Time);
    }

    /// <summary>As <see cref="OpenAsync"/>, for commands that need one that exists: a wrong folder must not look like an empty store.</summary>
    /// <exception cref="StoreException">There is none.</exception>
    public static async Task<IProviderStore> OpenExistingAsync(CommandContext context)
    {
        var store = await OpenAsync(context);
        if (await store.GetStoreIdAsync() is null)
        {
            await store.DisposeAsync();
            throw new StoreException(
                StoreErrorCodes.StoreMissing,
                StoreErrorKind.NotFound,
                $"there is no store at the {store.Description}. Run the command in the project's folder, or name the store in {ProviderConfiguration.Store.EnvironmentVariable}; the first 'up' makes one.");
        }

        return store;
    }
}
