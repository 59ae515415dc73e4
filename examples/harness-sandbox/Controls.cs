using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessSandbox.Platform;

namespace HarnessSandbox;

/// <summary>Changes of the objects by somebody else while the sandbox runs, below <c>/__sandbox/</c>; not part of the platform, not logged.</summary>
internal static class Controls
{
    // Somebody removes a connector or secret by force, whoever uses it.
    public static Answer Delete(JsonElement body, Vault vault, SandboxSettings settings)
    {
        var key = KeyOf(body);
        if (!ShelfOf(body, vault).Remove(key, out var gone))
        {
            return Answer.Text(404, $"there is no {Member(body, "kind")} {key}");
        }

        vault.Release(gone, null, settings.SecretLag);
        return Answer.Text(200, "deleted");
    }

    // Somebody changes members of a document in the console; a null removes one.
    public static Answer Edit(JsonElement body, Vault vault)
    {
        var key = KeyOf(body);
        var shelf = ShelfOf(body, vault);
        if (!shelf.TryGetValue(key, out var found))
        {
            return Answer.Text(404, $"there is no {Member(body, "kind")} {key}");
        }

        var document = (JsonObject)found.Document.DeepClone();
        Merge(document, JsonNode.Parse(body.GetProperty("changes").GetRawText())!.AsObject());
        vault.Put(shelf, key, document, null);
        return Answer.Text(200, "edited");
    }

    private static Dictionary<ObjectKey, StoredObject> ShelfOf(JsonElement body, Vault vault) => Member(body, "kind") switch
    {
        "connector" => vault.Connectors,
        "secret" => vault.Secrets,
        _ => throw new UsageException("'kind' is connector or secret"),
    };

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is JsonObject inner && into[name] is JsonObject below)
            {
                Merge(below, inner);
            }
            else if (value is null)
            {
                into.Remove(name);
            }
            else
            {
                into[name] = value.DeepClone();
            }
        }
    }

    // Somebody in the console gives a secret another value.
    public static Answer Rotate(JsonElement body, Vault vault)
    {
        var key = KeyOf(body);
        if (!vault.Secrets.TryGetValue(key, out var secret))
        {
            return Answer.Text(404, $"there is no secret {key}");
        }

        vault.Put(vault.Secrets, key, secret.Document, Member(body, "value"));
        return Answer.Text(200, "rotated");
    }

    private static ObjectKey KeyOf(JsonElement body) => new(Member(body, "org"), Member(body, "project"), Member(body, "identifier") ?? "");

    private static string? Member(JsonElement body, string name) => body.TryGetProperty(name, out var member) ? member.GetString() : null;
}
