using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Store;

/// <summary>What an operator does with a store.</summary>
internal static class StoreCommand
{
    public static CommandGroup Group { get; } = new(
        "store",
        ("info", StoreInfo.Syntax, StoreInfo.RunAsync),
        ("log", StoreLog.Syntax, StoreLog.RunAsync),
        ("backup", BackupStore.Syntax, BackupStore.RunAsync),
        ("rotate-key", RotateKey.Syntax, RotateKey.RunAsync));

    /// <exception cref="StoreException">The store is kept by a platform that looks after it itself.</exception>
    public static IStoreMaintenance MaintenanceOf(IProviderStore store) => store as IStoreMaintenance ?? throw new StoreException(
        StoreErrorCodes.Unsupported,
        StoreErrorKind.Unsupported,
        $"the {store.Description} is maintained by its platform, not from here. Use the platform's own means.");
}
