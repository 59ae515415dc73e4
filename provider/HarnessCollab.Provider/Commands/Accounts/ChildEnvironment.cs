using System.Collections;
using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>The environment of a started program: ours, plus one account, minus the variables that give access to all other accounts.</summary>
internal static class ChildEnvironment
{
    // Like the operating system compares names.
    private static readonly StringComparer Names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <param name="account">The account's variables.</param>
    /// <param name="kept">Withheld variables that the program gets nevertheless.</param>
    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> account, IReadOnlyList<string> kept)
    {
        var result = new Dictionary<string, string>(Names);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            result[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in StoreBackend.All.SelectMany(backend => backend.TakenFromEnvironment))
        {
            result.TryAdd(name, value);
        }

        foreach (var name in WithheldVariables.All.Select(variable => variable.Name).Except(kept, Names).Concat(AccountVariables.Names))
        {
            result.Remove(name);
        }

        foreach (var (name, value) in account)
        {
            result[name] = value;
        }

        return result;
    }

    /// <exception cref="UsageException">A name is not one of the withheld variables.</exception>
    public static void CheckKept(Option option, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !WithheldVariables.All.Any(variable => Names.Equals(variable.Name, name))) is { } stranger)
        {
            throw new UsageException(
                $"{option.Name}: '{ServerText.Line(stranger)}' is not a withheld variable; "
                    + $"those are {string.Join(", ", WithheldVariables.All.Select(variable => variable.Name))}");
        }
    }
}

/// <summary>
/// The variables that a program run with one account does not get, and why: each of them gives access to the store, the state or the engine, and so
/// to all accounts. commands.md contains the same list.
/// </summary>
internal static class WithheldVariables
{
    public static IReadOnlyList<(string Name, string Why)> All { get; } =
    [
        (ProviderConfiguration.Store.EnvironmentVariable!, "the store's address, which may contain a database password"),
        (ProviderConfiguration.StoreKey.EnvironmentVariable!, "the key of all secrets in the store"),
        (ProviderConfiguration.ApiKey.EnvironmentVariable!, "reads and writes all connectors and secrets of the Harness account"),
        .. StoreBackend.All.SelectMany(backend => backend.Openers),
        ("PULUMI_CONFIG", "the stack's configuration with its secrets in clear"),
        ("PULUMI_CONFIG_SECRET_KEYS", "says which of those are secrets"),
        ("PULUMI_CONFIG_PASSPHRASE", "decrypts the stack's configuration and state"),
        ("PULUMI_CONFIG_PASSPHRASE_FILE", "the file with that passphrase"),
        ("PULUMI_ACCESS_TOKEN", "gives access to the states of the organisation"),
        ("PULUMI_BACKEND_URL", "where the states are; may contain a password"),
        ("PULUMI_MONITOR", "the engine's address: whoever reaches it can register resources and call functions"),
        ("PULUMI_ENGINE", "the engine's address"),
    ];
}
