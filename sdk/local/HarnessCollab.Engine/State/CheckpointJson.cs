using System.Collections.Concurrent;
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
    public static Checkpoint Read(ReadOnlyMemory<byte> file, Func<string, PassphraseSecretsManager> open) =>
        Parse(file, root => ReadDeployment(Latest(root), open, Hash(file.Span)));

    /// <summary>Reads when it was written and how many resources it has, without decrypting anything.</summary>
    public static (DateTimeOffset? Time, int Resources) ReadSummary(ReadOnlyMemory<byte> file) =>
        Parse(file, root => (ManifestTime(Latest(root)), Latest(root).Items("resources").Count()));

    /// <summary>The salt in the file, or empty.</summary>
    public static string ReadSalt(ReadOnlyMemory<byte> file) => Parse(file, root => SaltOf(Latest(root)));

    /// <summary>Writes the file of a stack. Resources are given as JSON already, in the order in which they shall stand.</summary>
    internal static byte[] Write(string stack, IReadOnlyList<string> resources, IReadOnlyList<string> pending, string salt, DateTimeOffset time)
    {
        var writer = new GoJsonWriter();
        writer.BeginObject();
        writer.Number("version", 3);
        writer.BeginObject("checkpoint");
        writer.Text("stack", stack);
        writer.BeginObject("latest");
        writer.BeginObject("manifest");
        writer.Text("time", ResourceJson.FormatTime(time));
        writer.Text("magic", Hash(Encoding.UTF8.GetBytes(WriterVersion)));
        writer.Text("version", WriterVersion);
        writer.EndObject();
        if (salt.Length > 0)
        {
            writer.Raw("secrets_providers", $"{{\"type\":\"passphrase\",\"state\":{{\"salt\":\"{salt}\"}}}}");
        }

        writer.List("resources", resources, writer.Raw);
        writer.List("pending_operations", pending, writer.Raw);
        writer.Raw("metadata", "{}");
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
        var raw = new ConcurrentDictionary<ResourceState, string>(ReferenceEqualityComparer.Instance);
        ResourceState Read(JsonElement element)
        {
            var state = ResourceJson.Read(element, secrets.Read);
            raw[state] = element.GetRawText();
            return state;
        }

        var manifest = deployment.Member("manifest");
        var version = manifest.Text("version");
        if (manifest.Text("magic") != (version.Length == 0 ? "" : Hash(Encoding.UTF8.GetBytes(version))))
        {
            throw new EngineException("snapshot integrity failure; refusing to use it: magic cookie mismatch; possible tampering/corruption detected");
        }

        var snapshot = new Snapshot(
            [.. deployment.Items("resources").Select(Read)],
            [.. deployment.Items("pending_operations").Select(item => new PendingOperation(Read(item.GetProperty("resource")), item.Text("type")))]);
        return snapshot.Resources.Where(state => !state.Delete).CountBy(state => state.Urn).FirstOrDefault(urn => urn.Value > 1).Key is not { } twice
            ? new Checkpoint(snapshot, secrets, raw, hash)
            : throw new EngineException($"failed to load checkpoint: the resource {twice} is in it twice");
    }

    /// <summary>Reads from the root of a state. Whatever no peer of Pulumi's writes is an error that says so, wherever it stands and whatever it is.</summary>
    internal static T Parse<T>(ReadOnlyMemory<byte> file, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            var version = root.Number("version");
            if (version is not (>= 3 and <= 4))
            {
                throw new EngineException($"failed to load checkpoint: unsupported checkpoint version {version}");
            }

            return root.Texts("features").FirstOrDefault() is not { } feature ? read(root)
                : throw new EngineException($"the state uses the feature '{feature}', which collab does not have; use the Pulumi CLI for this stack");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException or KeyNotFoundException)
        {
            throw new EngineException($"failed to load checkpoint: it is not what Pulumi writes: {e.Message}", inner: e);
        }
    }

    internal static JsonElement Latest(JsonElement root) => root.Member("checkpoint").Member("latest");

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string SaltOf(JsonElement deployment)
    {
        var provider = deployment.Member("secrets_providers");
        return provider.Text("type") is "" or "passphrase"
            ? provider.Member("state").Text("salt")
            : throw new EngineException($"secrets provider '{provider.Text("type")}' is not supported by collab, which knows passphrases only; use the Pulumi CLI for this stack");
    }

    private static DateTimeOffset? ManifestTime(JsonElement deployment) =>
        ResourceJson.ParseTime(deployment.Member("manifest").Text("time"));
}
