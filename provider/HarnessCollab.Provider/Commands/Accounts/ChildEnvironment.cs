using System.Collections;
using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>The environment of a command: ours, with one account, and without what opens all the others.</summary>
internal static class ChildEnvironment
{
    // As the system compares names.
    private static readonly StringComparer Names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <param name="account">The account's variables.</param>
    /// <param name="kept">Withheld variables that the command gets nevertheless.</param>
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

    /// <exception cref="UsageException">One of the names is none of a withheld variable.</exception>
    public static void CheckKept(Option option, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !WithheldVariables.All.Any(variable => Names.Equals(variable.Name, name))) is { } stranger)
        {
            throw new UsageException(
                $"{option.Name}: '{ServerText.Line(stranger)}' is not withheld; "
                + $"withheld are {string.Join(", ", WithheldVariables.All.Select(variable => variable.Name))}");
        }
    }
}
