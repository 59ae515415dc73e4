using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessSandbox.Platform;

namespace HarnessSandbox.Http;

/// <summary>The sandbox's own interface below <c>/__sandbox/</c>; not part of the platform, not logged.</summary>
internal static class Controls
{
    private static readonly string Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static async Task<Answer> AnswerAsync(HttpRequest request, SandboxState state)
    {
        switch (request.Method, request.Path.Value)
        {
            case ("GET", "/__sandbox/requests"):
                return Answer.Json(200, new JsonArray([.. state.Requests.Select(each => each.ToJson())]));
            case ("GET", "/__sandbox/objects"):
                return Answer.Json(200, state.Locked(Objects));
            case ("GET", "/__sandbox/settings"):
                return Answer.Json(200, ToJson(state.Settings));
            case ("POST", "/__sandbox/settings"):
                return await WithBodyAsync(request, body => Change(body, state));
            case ("POST", "/__sandbox/rotate"):
                return await WithBodyAsync(request, body => Rotate(body, state));
            case ("POST", "/__sandbox/delete"):
                return await WithBodyAsync(request, body => Delete(body, state));
            case ("POST", "/__sandbox/edit"):
                return await WithBodyAsync(request, body => Edit(body, state));
            case ("POST", "/__sandbox/heartbeat"):
                return state.Locked(vault => ConnectionTest.Beat(vault, state.Settings));
            case ("POST", "/__sandbox/reset"):
                state.Reset();
                return Answer.Json(200, ToJson(state.Settings));
            default:
                return Answer.Text(404, "Known here: GET requests, objects and settings, POST settings, rotate, edit, delete, heartbeat and reset.");
        }
    }

    public static string[] Describe(SandboxSettings settings) =>
        [.. ToJson(settings).Select(each => $"{each.Key}: {each.Value}")];

    private static async Task<Answer> WithBodyAsync(HttpRequest request, Func<JsonElement, Answer> work)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return work(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or SwitchException)
        {
            return Answer.Text(400, exception.Message);
        }
    }

    private static Answer Change(JsonElement body, SandboxState state)
    {
        var changes = body.EnumerateObject().Select(member => (member.Name, Value: Text(member.Value))).ToArray();
        var (before, after) = state.Change(settings => changes.Aggregate(settings, (so, change) => Switches.Apply(so, change.Name, change.Value)));
        state.Locked(vault =>
        {
            // Pipelines that are no longer there are remembered for a while.
            foreach (var pipeline in before.Pipelines.Except(after.Pipelines))
            {
                vault.Release(Vault.PipelineUse(pipeline), after.ConnectorLag);
            }

            return true;
        });
        return Answer.Json(200, ToJson(state.Settings));
    }

    // Somebody removes a connector or secret by force, whoever uses it.
    private static Answer Delete(JsonElement body, SandboxState state)
    {
        var (key, lag) = (KeyOf(body), state.Settings.SecretLag);
        return state.Locked(vault =>
        {
            if (!ShelfOf(body, vault).Remove(key, out var gone))
            {
                return Answer.Text(404, $"there is no {Member(body, "kind")} {key}");
            }

            vault.Release(gone, null, lag);
            return Answer.Text(200, "deleted");
        });
    }

    // Somebody changes members of a document in the console; a null removes one.
    private static Answer Edit(JsonElement body, SandboxState state)
    {
        var key = KeyOf(body);
        return state.Locked(vault =>
        {
            var shelf = ShelfOf(body, vault);
            if (!shelf.TryGetValue(key, out var found))
            {
                return Answer.Text(404, $"there is no {Member(body, "kind")} {key}");
            }

            var document = (JsonObject)found.Document.DeepClone();
            Merge(document, JsonNode.Parse(body.GetProperty("changes").GetRawText())!.AsObject());
            vault.Put(shelf, key, document, null);
            return Answer.Text(200, "edited");
        });
    }

    private static Dictionary<ObjectKey, StoredObject> ShelfOf(JsonElement body, Vault vault) => Member(body, "kind") switch
    {
        "connector" => vault.Connectors,
        "secret" => vault.Secrets,
        var other => throw new SwitchException($"'kind' is connector or secret, not '{other}'"),
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
    private static Answer Rotate(JsonElement body, SandboxState state)
    {
        var key = KeyOf(body);
        return state.Locked(vault =>
        {
            if (!vault.Secrets.TryGetValue(key, out var secret))
            {
                return Answer.Text(404, $"there is no secret {key}");
            }

            vault.Put(vault.Secrets, key, secret.Document, Member(body, "value"));
            return Answer.Text(200, "rotated");
        });
    }

    private static ObjectKey KeyOf(JsonElement body) => new(Member(body, "org"), Member(body, "project"), Member(body, "identifier") ?? "");

    private static string? Member(JsonElement body, string name) => body.TryGetProperty(name, out var member) ? member.GetString() : null;

    private static JsonObject Objects(Vault vault) => new()
    {
        ["salt"] = Salt,
        ["connectors"] = new JsonArray([.. vault.Connectors.Values.Select(each => Object(each))]),
        ["secrets"] = new JsonArray([.. vault.Secrets.Values.Select(each => Object(each))]),
    };

    private static JsonObject Object(StoredObject stored) => new()
    {
        ["id"] = stored.Key.ToString(),
        ["modifiedAt"] = stored.ModifiedAt,
        ["document"] = stored.Document.DeepClone(),
        ["digest"] = stored.Value is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Salt}:{stored.Value}"))),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static JsonObject ToJson(SandboxSettings settings) => new()
    {
        ["account"] = settings.Account,
        ["orgs"] = string.Join(", ", settings.Orgs),
        ["projects"] = string.Join(", ", settings.Projects),
        ["secret-lag"] = settings.SecretLag.ToString(),
        ["connector-lag"] = settings.ConnectorLag.ToString(),
        ["managers"] = string.Join(", ", settings.Managers),
        ["deny"] = string.Join(", ", settings.Denied),
        ["policy"] = string.Join(", ", settings.Policies),
        ["pipelines"] = string.Join(", ", settings.Pipelines),
        ["verdict"] = settings.Verdict,
        ["faults"] = string.Join(", ", settings.Faults),
    };
}
