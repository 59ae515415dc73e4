using HarnessCollab.Provider.Configuration;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>
/// The variables that a command run with one account does not get, and why: each of them opens the store, the state or the engine, and so all
/// accounts. The one list; the page of commands has it too.
/// </summary>
internal static class WithheldVariables
{
    public static IReadOnlyList<(string Name, string Why)> All { get; } =
    [
        (ProviderConfiguration.Store.EnvironmentVariable!, "the store's address, which may hold a database password"),
        (ProviderConfiguration.StoreKey.EnvironmentVariable!, "the key of all secrets in the store"),
        (ProviderConfiguration.ApiKey.EnvironmentVariable!, "reads and writes all connectors and secrets of the Harness account"),
        .. StoreBackend.All.SelectMany(backend => backend.Openers),
        ("PULUMI_CONFIG", "the stack's configuration with its secrets in clear"),
        ("PULUMI_CONFIG_SECRET_KEYS", "says which of those are secrets"),
        ("PULUMI_CONFIG_PASSPHRASE", "decrypts the stack's configuration and state"),
        ("PULUMI_CONFIG_PASSPHRASE_FILE", "the file with that passphrase"),
        ("PULUMI_ACCESS_TOKEN", "opens the states of the organisation"),
        ("PULUMI_BACKEND_URL", "where the states are; may hold a password"),
        ("PULUMI_MONITOR", "the engine's address: whoever reaches it registers resources and calls functions"),
        ("PULUMI_ENGINE", "the engine's address"),
    ];
}
