using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Resources;

/// <summary>
/// Prevents operations on the wrong store. The state names the store of its objects. If the configured store is a different one, or its file does not
/// exist, that is an error: never "object gone", and never success.
/// </summary>
internal static class StoreGuard
{
    public const string StoreIdOutput = "storeId";

    /// <summary>For readers of a store: a wrong folder must not look like an empty store.</summary>
    /// <exception cref="StoreException">The store does not exist.</exception>
    public static async Task EnsureExistsAsync(IProviderStore store, CancellationToken cancellationToken = default)
    {
        if (await store.GetStoreIdAsync(cancellationToken) is null)
        {
            throw new StoreException(
                StoreErrorCodes.StoreMissing,
                $"there is no store at the {store.Description}. Run the command in the project's folder, or name the store in "
                + $"{ProviderConfiguration.Store.EnvironmentVariable}; the first 'up' creates one.");
        }
    }

    /// <summary>The id of the open store.</summary>
    /// <exception cref="PluginException">The state names another store, or the store does not exist.</exception>
    public static async Task<string?> EnsureSameAsync(PropertyMap oldOutputs, Operation operation)
    {
        var (session, what) = (operation.Session, ResourceName.Of(operation.Urn));
        var expected = oldOutputs.Find(StoreIdOutput)?.AsString();
        session.Memory.StoreId ??= expected;
        var current = await session.Store.GetStoreIdAsync(operation.Cancellation);
        if (expected is null || expected == current)
        {
            return current;
        }

        var wayBack = session.Settings.StoreCameFromConfig
            ? "Point the setting harnesscollab:store at the right store. (Refresh and destroy use the setting in the state; "
                + "with --run-program they use the one in config.)"
            : "Point harnesscollab:store or HARNESSCOLLAB_STORE at the right store, or run the command in the folder of the project that created "
                + "the store. A program of the Automation API, which has no such folder, sets harnesscollab:store to an absolute path "
                + "(sqlite:/PATH/store.db).";
        throw current is null
            ? new PluginException(
                ErrorCodes.StoreMissing,
                $"the state says that {what} is in store {expected}, but there is no store at the configured place ({session.Store.Description}). "
                + $"Nothing was changed. Bring it back from a backup, or: {wayBack}")
            : new PluginException(
                ErrorCodes.OtherStore,
                $"the state says that {what} is in store {expected}, but the configured store ({session.Store.Description}) is {current}. "
                + $"Nothing was changed. {wayBack}");
    }
}
