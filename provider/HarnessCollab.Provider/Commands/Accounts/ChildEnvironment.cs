using System.Collections;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Stores.PostgreSql;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>The environment of a command: ours, with one account, and without what opens the store to all the others.</summary>
internal static class ChildEnvironment
{
    // The store's address may hold a database password.
    private static readonly string[] Withheld = [ProviderConfiguration.StoreKey.EnvironmentVariable!, ProviderConfiguration.Store.EnvironmentVariable!];

    // With a store on a server, that one's password may come from here.
    private const string ServerPassword = "PGPASSWORD";

    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> account)
    {
        var result = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        if (result.TryGetValue(ProviderConfiguration.Store.EnvironmentVariable!, out var store) && !store.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            result.Remove(ServerPassword);
        }

        foreach (var (name, value) in PostgresEnvironment.Withheld)
        {
            result.TryAdd(name, value);
        }

        foreach (var name in Withheld.Concat(AccountVariables.Names))
        {
            result.Remove(name);
        }

        foreach (var (name, value) in account)
        {
            result[name] = value;
        }

        return result;
    }
}
