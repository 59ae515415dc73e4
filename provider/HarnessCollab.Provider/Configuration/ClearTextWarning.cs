using HarnessCollab.Provider.Hosting;

namespace HarnessCollab.Provider.Configuration;

/// <summary>
/// Warns about secrets that a stack's settings contain in plain text. Only the file shows this: a value set with --secret reaches us decrypted too.
/// </summary>
internal sealed class ClearTextWarning(IProcessEnvironment environment)
{
    // The address of a database can contain its password; the path of a file and the word "harness" cannot.
    private static bool MayHoldSecret(Property property, PropertyValue value) => property != ProviderConfiguration.Store
        || value.AsString() is not { } store || !(store == "harness" || store.StartsWith("sqlite:", StringComparison.Ordinal));

    /// <param name="urn">The provider's URN, which contains stack and project.</param>
    /// <param name="given">The provider's settings as received.</param>
    public async Task WarnAsync(string urn, PropertyMap given, EngineLog log)
    {
        var keys = ProviderConfiguration.Properties.All
            .Where(property => property.Secret && given.Find(property.Name) is { } value and not UnknownValue && MayHoldSecret(property, value))
            .Select(property => PackageInfo.ConfigKey(property.Name));
        if (StackFiles.InClear(urn, keys, environment.WorkingDirectory) is not var (path, stack, inClear))
        {
            return;
        }

        foreach (var key in inClear)
        {
            await log.WarnAsync(
                urn,
                $"{ErrorCodes.SecretInClear}: '{key}' is in plain text in {path}. The state contains it encrypted; encrypt it in the file too: "
                + $"pulumi config set --secret {key} --stack {stack}. If others can read the file or its history, replace the secret by a new one.");
        }
    }
}
