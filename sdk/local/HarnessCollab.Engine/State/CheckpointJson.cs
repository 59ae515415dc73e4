using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HarnessCollab.Engine.Secrets;

namespace HarnessCollab.Engine.State;

/// <summary>The checkpoint file of Pulumi's file backend, version 3.</summary>
public static class CheckpointJson
{
    /// <summary>What is written as the version of the writer; readers accept any text whose hash stands beside it.</summary>
    public const string WriterVersion = "collab/0.1.0";

    /// <summary>Reads a checkpoint file.</summary>
    /// <param name="open">Makes the secrets manager for the salt in the file.</param>
    /// <exception cref="EngineException">It is not a checkpoint that this engine understands.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> file, Func<string, PassphraseSecretsManager> open)
    {
        using var document = Parse(file);
        return ReadDeployment(Latest(document), open, Hash(file.Span));
    }

    /// <summary>Reads when it was written and how many resources it has, without decrypting anything.</summary>
    public static (DateTimeOffset? Time, int Resources) ReadSummary(ReadOnlyMemory<byte> file)
    {
        using var document = Parse(file);
        var latest = Latest(document);
        return (ManifestTime(latest), latest.ValueKind == JsonValueKind.Object && latest.TryGetProperty("resources", out var resources) ? resources.GetArrayLength() : 0);
    }

    /// <summary>The salt in the file, or empty.</summary>
    public static string ReadSalt(ReadOnlyMemory<byte> file)
    {
        using var document = Parse(file);
        return SaltOf(Latest(document));
    }

    /// <summary>Writes the file of a stack. Resources are given as JSON already, in the order in which they shall stand.</summary>
    internal static byte[] Write(string stack, IReadOnlyList<string> resources, IReadOnlyList<string> pending, string salt, DateTimeOffset time)
    {
        var writer = new GoJsonWriter();
        writer.BeginObject();
        writer.Name("version");
        writer.Number(3);
        writer.Name("checkpoint");
        writer.BeginObject();
        writer.Name("stack");
        writer.String(stack);
        writer.Name("latest");
        writer.BeginObject();
        writer.Name("manifest");
        writer.BeginObject();
        writer.Name("time");
        writer.String(ResourceJson.FormatTime(time));
        writer.Name("magic");
        writer.String(Hash(Encoding.UTF8.GetBytes(WriterVersion)));
        writer.Name("version");
        writer.String(WriterVersion);
        writer.EndObject();
        if (salt.Length > 0)
        {
            writer.Name("secrets_providers");
            writer.Raw($"{{\"type\":\"passphrase\",\"state\":{{\"salt\":\"{salt}\"}}}}");
        }

        List(writer, "resources", resources);
        List(writer, "pending_operations", pending);
        writer.Name("metadata");
        writer.BeginObject();
        writer.EndObject();
        writer.EndObject();
        writer.EndObject();
        writer.EndObject();
        return writer.ToUtf8();
    }

    internal static string PendingJson(Checkpoint checkpoint, PendingOperation operation) =>
        $"{{\"resource\":{checkpoint.Json(operation.Resource)},\"type\":\"{operation.Type}\"}}";

    internal static Checkpoint ReadDeployment(JsonElement deployment, Func<string, PassphraseSecretsManager> open, string hash)
    {
        var salt = SaltOf(deployment);
        var secrets = new StateSecrets(salt.Length > 0 ? open(salt) : null);
        var raw = new Dictionary<ResourceState, string>(ReferenceEqualityComparer.Instance);
        ResourceState Read(JsonElement element)
        {
            var state = ResourceJson.Read(element, secrets.Read);
            raw[state] = element.GetRawText();
            return state;
        }

        var version = "";
        if (deployment.ValueKind == JsonValueKind.Object && deployment.TryGetProperty("manifest", out var manifest))
        {
            version = Text(manifest, "version");
            if (Text(manifest, "magic") != (version.Length == 0 ? "" : Hash(Encoding.UTF8.GetBytes(version))))
            {
                throw new EngineException("snapshot integrity failure; refusing to use it: magic cookie mismatch; possible tampering/corruption detected");
            }
        }

        var snapshot = new Snapshot(
            [.. Items(deployment, "resources").Select(Read)],
            [.. Items(deployment, "pending_operations").Select(item => new PendingOperation(Read(item.GetProperty("resource")), Text(item, "type")))]);
        return new Checkpoint(snapshot, secrets, raw, ManifestTime(deployment), version, hash);
    }

    internal static JsonDocument Parse(ReadOnlyMemory<byte> file)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file);
        }
        catch (JsonException e)
        {
            throw new EngineException($"failed to load checkpoint: it is not complete JSON: {e.Message}", inner: e);
        }

        var version = document.RootElement.TryGetProperty("version", out var number) && number.TryGetInt32(out var value) ? value : 0;
        if (version is < 3 or > 4)
        {
            throw new EngineException($"failed to load checkpoint: unsupported checkpoint version {version}");
        }

        foreach (var feature in Items(document.RootElement, "features"))
        {
            throw new EngineException($"the state uses the feature '{feature.GetString()}', which collab does not have; use the Pulumi CLI for this stack");
        }

        return document;
    }

    internal static JsonElement Latest(JsonDocument document) =>
        document.RootElement.TryGetProperty("checkpoint", out var checkpoint) && checkpoint.TryGetProperty("latest", out var latest) ? latest : default;

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string SaltOf(JsonElement deployment)
    {
        if (deployment.ValueKind != JsonValueKind.Object || !deployment.TryGetProperty("secrets_providers", out var provider)
            || provider.ValueKind != JsonValueKind.Object || Text(provider, "type") is "")
        {
            return "";
        }

        return Text(provider, "type") == "passphrase"
            ? Text(provider.GetProperty("state"), "salt")
            : throw new EngineException($"secrets provider '{Text(provider, "type")}' is not supported by collab, which knows passphrases only; use the Pulumi CLI for this stack");
    }

    private static DateTimeOffset? ManifestTime(JsonElement deployment) =>
        deployment.ValueKind == JsonValueKind.Object && deployment.TryGetProperty("manifest", out var manifest) ? ResourceJson.ParseTime(Text(manifest, "time")) : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static void List(GoJsonWriter writer, string name, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.Name(name);
        writer.BeginArray();
        foreach (var item in items)
        {
            writer.Raw(item);
        }

        writer.EndArray();
    }
}
