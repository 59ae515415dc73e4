using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The calls for text secrets.</summary>
internal static class Secrets
{
    public static Answer Create(Call call, Vault vault)
    {
        if (Read(call, out var document) is { } refusal)
        {
            return refusal;
        }

        var key = Documents.KeyOf(document);
        if (vault.Secrets.ContainsKey(key))
        {
            return Envelope.BadRequest($"Secret with identifier {key.Identifier} already exists in this scope");
        }

        return SecretManagers.Refuse(document, call, vault)
            ?? (ValueOf(document) is not { Length: > 0 } value ? Envelope.BadRequest("value cannot be empty") : Save(vault, key, document, value));
    }

    public static Answer Get(Call call, Vault vault) => vault.Secrets.TryGetValue(call.Key, out var found)
        ? Envelope.Success(Write(found))
        : Documents.RefuseScope(call.Key, call.Settings)
            ?? Envelope.Failure(
                call.Settings.NotFoundStatus,
                "RESOURCE_NOT_FOUND_EXCEPTION",
                $"Secret with identifier {call.Identifier} is not found in the given scope");

    /// <summary>An empty or missing value keeps the old one; everything else is replaced.</summary>
    public static Answer Update(Call call, Vault vault)
    {
        if (Read(call, out var document) is { } refusal)
        {
            return refusal;
        }

        if (!vault.Secrets.TryGetValue(call.Key, out var old) || Documents.KeyOf(document) != call.Key)
        {
            return Envelope.BadRequest($"No such secret found with identifier {call.Identifier}");
        }

        if ((string?)document["spec"]!["secretManagerIdentifier"] != (string?)old.Document["spec"]!["secretManagerIdentifier"])
        {
            return Envelope.BadRequest("Cannot change secret manager after creation of secret");
        }

        return Save(vault, call.Key, document, ValueOf(document) is { Length: > 0 } value ? value : null);
    }

    public static Answer Delete(Call call, Vault vault)
    {
        if (!vault.Secrets.ContainsKey(call.Key))
        {
            return Envelope.Error(404, "ENTITY_NOT_FOUND", $"Secret with identifier {call.Identifier} does not exist in the specified scope");
        }

        if (Usages.RefuseDelete(Usage.Secrets, "secret", call, vault) is { } refusal)
        {
            return refusal;
        }

        vault.Secrets.Remove(call.Key, out var gone);
        SecretManagers.Spread(gone!, null, vault);
        return Envelope.Success(true);
    }

    public static Answer List(Call call, Vault vault)
    {
        var search = call.Parameter("searchTerm") ?? (string?)call.Body?["searchTerm"];
        var identifiers = (call.Body?["identifiers"] as JsonArray)?.Select(each => (string?)each).ToArray() ?? [];
        return Documents.RefuseScope(call.Key, call.Settings) ?? Documents.Page(
            call,
            vault.Secrets.Values.Where(each =>
                each.Key.Org == call.Org && each.Key.Project == call.Project
                && Documents.HasType(call, "secretTypes", (string?)each.Document["type"])
                && (identifiers.Length == 0 || identifiers.Contains(each.Key.Identifier))
                && (search is null || each.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
                    || each.Key.Identifier.Contains(search, StringComparison.OrdinalIgnoreCase))),
            50,
            Write);
    }

    private static Answer? Read(Call call, out JsonObject document)
    {
        document = call.Body?["secret"] as JsonObject ?? [];
        var key = Documents.KeyOf(document);
        return Documents.Refuse(document, "secret", call.Settings)
            ?? ((key.Org, key.Project) != (call.Org, call.Project)
                ? Envelope.BadRequest("Invalid request, scope in payload and params do not match.")
                : null)
            ?? ((string?)document["type"] != "SecretText" || document["spec"] is not JsonObject spec
                || (string?)spec["valueType"] is not ("Inline" or "Reference")
                ? Envelope.Invalid("spec", "must be that of a text: inline, or a reference")
                : null);
    }

    private static string? ValueOf(JsonObject document) => (string?)document["spec"]!["value"];

    // The value of an inline text is never shown; that of a reference is a path, which is not secret.
    private static Answer Save(Vault vault, ObjectKey key, JsonObject document, string? value)
    {
        var kept = (JsonObject)document.DeepClone();
        var spec = (JsonObject)kept["spec"]!;
        spec["additionalMetadata"] ??= null;
        spec["value"] = (string?)spec["valueType"] == "Reference" ? value ?? vault.Secrets.GetValueOrDefault(key)?.Value : null;
        vault.Put(vault.Secrets, key, kept, value);
        SecretManagers.Spread(vault.Secrets[key], vault.Secrets[key].Value, vault);
        return Envelope.Success(Write(vault.Secrets[key]));
    }

    private static JsonObject Write(StoredObject stored) => new()
    {
        ["secret"] = Documents.Shown(stored, new JsonObject
        {
            ["orgIdentifier"] = stored.Key.Org,
            ["projectIdentifier"] = stored.Key.Project,
            ["tags"] = stored.Document["tags"]?.DeepClone() ?? new JsonObject(),
            ["description"] = (string?)stored.Document["description"] ?? "",
        }),
        ["createdAt"] = stored.CreatedAt,
        ["updatedAt"] = stored.ModifiedAt,
        ["draft"] = false,
        ["governanceMetadata"] = null,
    };
}
