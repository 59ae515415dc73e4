using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The secret managers: the built-in one of every scope, and those that the settings name.</summary>
internal static class SecretManagers
{
    private const string BuiltIn = "harnessSecretManager";

    /// <summary>
    /// An external manager keeps a value under the secret's name: two secrets with one name share one value, and it is deleted with either.
    /// </summary>
    public static void Spread(StoredObject secret, string? value, Vault vault)
    {
        foreach (var (key, other) in vault.Secrets.ToArray())
        {
            if (Place(secret) is { } place && place == Place(other))
            {
                vault.Secrets[key] = other with { Value = value };
            }
        }
    }

    /// <summary>Null if the manager that a new secret names accepts it.</summary>
    public static Answer? Refuse(JsonObject secret, Call call, Vault vault)
    {
        var (reference, key) = ((string?)secret["spec"]!["secretManagerIdentifier"] ?? BuiltIn, Documents.KeyOf(secret));
        var manager = reference.Contains('.', StringComparison.Ordinal) ? key.Resolve(reference) : key with { Identifier = reference };
        if (manager?.Identifier == BuiltIn)
        {
            return call.Settings.NoBuiltInManager
                ? Envelope.BadRequest("Built-in Harness Secret Manager cannot be used to create Secret as it has been disabled.")
                : (string?)secret["spec"]!["valueType"] == "Reference"
                    ? Envelope.BadRequest("Secret reference cannot be created in the Harness secret manager")
                    : manager.Project is not null && vault.IsLate(manager, call.Settings.LateManager) ? Missing(manager, call) : null;
        }

        return manager is not null && call.Settings.Managers.Contains($"{manager.Identifier}@{manager.Scope}")
            ? null
            : Missing(key with { Identifier = reference }, call);
    }

    private static (string Manager, string Name)? Place(StoredObject secret) =>
        secret.Document["spec"] is { } spec && (string?)spec["valueType"] == "Inline" && (string?)spec["secretManagerIdentifier"] is { } manager
            && manager != BuiltIn
            ? (manager, secret.Name)
            : null;

    private static Answer Missing(ObjectKey manager, Call call) => Envelope.Failure(
        call.Settings.NotFoundStatus,
        "RESOURCE_NOT_FOUND_EXCEPTION",
        $"Connector with identifier [{manager.Identifier}] "
        + $"{(manager.Project is null ? "" : $"in project [{manager.Project}], org [{manager.Org}] ")}not found");
}
