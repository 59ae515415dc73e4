using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Commands;

/// <summary>Opens the store that the environment names, with the same relative paths as in the plugin.</summary>
internal static class StoreOpener
{
    public static Task<IProviderStore> OpenAsync(CommandContext context) =>
        OpenAsync(new SettingsReader(context.Environment).Read(PropertyMap.Empty, attached: false), context);

    /// <summary>
    /// Like <see cref="OpenAsync(CommandContext)"/>, for commands that need an existing store: a wrong folder must not look like an empty store.
    /// </summary>
    /// <exception cref="StoreException">The store does not exist.</exception>
    public static Task<IProviderStore> OpenExistingAsync(CommandContext context) =>
        OpenExistingAsync(new SettingsReader(context.Environment).Read(PropertyMap.Empty, attached: false), context);

    /// <summary>The same with given settings.</summary>
    public static async Task<IProviderStore> OpenExistingAsync(ProviderSettings settings, CommandContext context)
    {
        var store = await OpenAsync(settings, context);
        try
        {
            await StoreGuard.EnsureExistsAsync(store);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
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
