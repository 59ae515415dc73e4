using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The calls for Jira connectors.</summary>
internal static class Connectors
{
    public static Answer Create(Call call, Vault vault)
    {
        if (Read(call, vault, out var document) is { } refusal)
        {
            return refusal;
        }

        var key = Documents.KeyOf(document);
        if (vault.Connectors.ContainsKey(key))
        {
            return Envelope.BadRequest(
                $"Connector with identifier [{key.Identifier}] already exists: try another; that already exists in this scope");
        }

        return Save(call, vault, key, document);
    }

    public static Answer Get(Call call, Vault vault)
    {
        if (!vault.Connectors.TryGetValue(call.Key, out var found))
        {
            return Documents.RefuseIdentifier(call.Key.Identifier, "connector") ?? Documents.RefuseScope(call.Key, call.Settings)
                ?? Envelope.Failure(
                    call.Settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", $"Connector with identifier [{call.Identifier}] not found");
        }

        vault.Connectors[call.Key] = ConnectionTest.Read(found, call.Settings);
        return Envelope.Success(Write(found, call.Settings));
    }

    public static Answer Update(Call call, Vault vault)
    {
        if (Read(call, vault, out var document) is { } refusal)
        {
            return refusal;
        }

        var key = Documents.KeyOf(document);
        return vault.Connectors.ContainsKey(key)
            ? Save(call, vault, key, document)
            : Envelope.Error(400, "CONNECTOR_NOT_FOUND_EXCEPTION", $"No connector exists with the identifier {key.Identifier}");
    }

    public static Answer Delete(Call call, Vault vault)
    {
        if (!vault.Connectors.TryGetValue(call.Key, out var found))
        {
            return Documents.RefuseIdentifier(call.Key.Identifier, "connector")
                ?? Envelope.BadRequest($"No such connector found with identifier {call.Identifier}");
        }

        if (Usages.RefuseDelete(Usage.Connectors, "connector", call, vault) is { } refusal)
        {
            return refusal;
        }

        vault.Release(found, null, call.Settings.SecretLag);
        vault.Connectors.Remove(call.Key);
        return Envelope.Success(true);
    }

    public static Answer List(Call call, Vault vault)
    {
        var search = call.Parameter("searchTerm");
        var above = call.Parameter("includeAllConnectorsAvailableAtScope") == "true";
        return Documents.RefuseScope(call.Key, call.Settings) ?? Documents.Page(
            call,
            vault.Connectors.Values.Where(each =>
                IsInReach(each.Key, call, above)
                && Documents.HasType(call, "types", (string?)each.Document["type"])
                && (search is null || each.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
                    || each.Key.Identifier.Contains(search, StringComparison.OrdinalIgnoreCase))),
            50,
            each => Write(each, call.Settings));
    }

    // With those of outer scopes, the platform compares only the project: one of the same name in another organisation counts too.
    private static bool IsInReach(ObjectKey key, Call call, bool above) =>
        (key.Org == call.Org && key.Project == call.Project)
        || (above && (key.Org is null || (key.Project is null ? key.Org == call.Org : key.Project == call.Project)));

    private static Answer? Read(Call call, Vault vault, out JsonObject document)
    {
        document = call.Body?["connector"] as JsonObject ?? [];
        return Documents.Refuse(document, "connector", call.Settings) ?? JiraSpec.Refuse(document, vault);
    }

    private static Answer Save(Call call, Vault vault, ObjectKey key, JsonObject document)
    {
        var before = vault.Connectors.GetValueOrDefault(key);
        vault.Put(vault.Connectors, key, JiraSpec.Kept(document), null);
        if (before is not null)
        {
            vault.Release(before, vault.Connectors[key], call.Settings.SecretLag);
        }

        return Envelope.Success(Write(vault.Connectors[key], call.Settings));
    }

    private static JsonObject Write(StoredObject stored, SandboxSettings settings) => new()
    {
        ["connector"] = Documents.Shown(stored, new JsonObject
        {
            ["accountIdentifier"] = settings.Account,
            ["orgIdentifier"] = stored.Key.Org,
            ["projectIdentifier"] = stored.Key.Project,
            ["description"] = (string?)stored.Document["description"],
            ["tags"] = stored.Document["tags"]?.DeepClone() ?? new JsonObject(),
            ["spec"] = JiraSpec.Echo((JsonObject)stored.Document["spec"]!),
        }),
        ["createdAt"] = stored.CreatedAt,
        ["lastModifiedAt"] = stored.ModifiedAt,
        ["status"] = ConnectionTest.HealthOf(stored),
        ["activityDetails"] = new JsonObject { ["lastActivityTime"] = stored.ModifiedAt },
        ["harnessManaged"] = false,
        ["gitDetails"] = null,
        ["entityValidityDetails"] = new JsonObject { ["valid"] = true, ["invalidYaml"] = null },
        ["governanceMetadata"] = null,
        ["isFavorite"] = false,
    };
}
