using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HarnessCollab.Engine.State;

/// <summary>The checkpoint file of Pulumi's file backend: version 3, or 4 if a resource is to be read before each update.</summary>
public static class CheckpointJson
{
    /// <summary>The text that is written as the writer's version; readers accept any text whose hash is written next to it.</summary>
    public const string WriterVersion = "collab/0.1.0";

    // The only feature of version 4 that this engine supports.
    private const string RefreshBeforeUpdate = "refreshBeforeUpdate";

    /// <summary>Reads a checkpoint file.</summary>
    /// <param name="open">Makes the secrets manager for the salt in the file.</param>
    /// <exception cref="EngineException">The file is not a checkpoint that this engine supports.</exception>
    public static Checkpoint Read(ReadOnlyMemory<byte> file, Func<string, PassphraseSecretsManager> open) =>
        Parse(file, root => ReadDeployment(Latest(root), open));

    /// <summary>Reads the time when the file was written and its number of resources, without decrypting anything.</summary>
    public static (DateTimeOffset? Time, int Resources) ReadSummary(ReadOnlyMemory<byte> file) =>
        Parse(file, root => (ResourceJson.ParseTime(Latest(root).Member("manifest").Text("time")), Latest(root).Items("resources").Count()));

    /// <summary>The salt in the file; empty when there is none.</summary>
    public static string ReadSalt(ReadOnlyMemory<byte> file) => Parse(file, root => SaltOf(Latest(root)));

    /// <summary>Writes the file of a stack.</summary>
    internal static void Write(Stream stream, string stack, Checkpoint checkpoint, string salt, DateTimeOffset time)
    {
        using var writer = new Utf8JsonWriter(stream, JsonWriting.Options);
        writer.WriteStartObject();
        var isReadFirst = checkpoint.Snapshot.Resources.Concat(checkpoint.Snapshot.PendingOperations.Select(operation => operation.Resource))
            .Any(resource => resource.RefreshBeforeUpdate);
        writer.WriteNumber("version", isReadFirst ? 4 : 3);
        writer.Texts("features", isReadFirst ? [RefreshBeforeUpdate] : []);
        writer.WriteStartObject("checkpoint");
        writer.WriteString("stack", stack);
        writer.WriteStartObject("latest");
        writer.WriteStartObject("manifest");
        writer.WriteString("time", ResourceJson.FormatTime(time));
        writer.WriteString("magic", Hash(Encoding.UTF8.GetBytes(WriterVersion)));
        writer.WriteString("version", WriterVersion);
        writer.WriteEndObject();
        if (salt.Length > 0)
        {
            writer.WritePropertyName("secrets_providers");
            new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = salt } }.WriteTo(writer);
        }

        writer.List("resources", checkpoint.Snapshot.Resources, resource => WriteResource(writer, checkpoint, resource));
        writer.List("pending_operations", checkpoint.Snapshot.PendingOperations, operation =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("resource");
            WriteResource(writer, checkpoint, operation.Resource);
            writer.WriteString("type", operation.Type);
            writer.WriteEndObject();
        });
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal static Checkpoint ReadDeployment(JsonElement deployment, Func<string, PassphraseSecretsManager> open)
    {
        var salt = SaltOf(deployment);
        var empty = Checkpoint.Empty(salt.Length > 0 ? open(salt) : null);
        var manifest = deployment.Member("manifest");
        var version = manifest.Text("version");
        if (manifest.Text("magic") != (version.Length == 0 ? "" : Hash(Encoding.UTF8.GetBytes(version))))
        {
            throw new EngineException(
                "snapshot integrity failure; refusing to use it: magic cookie mismatch; possible tampering/corruption detected");
        }

        var snapshot = new Snapshot(
            [.. deployment.Items("resources").Select(empty.Read)],
            [.. from item in deployment.Items("pending_operations")
                select new PendingOperation(empty.Read(item.GetProperty("resource")), item.Text("type"))]);
        var twice = snapshot.Resources.Where(state => !state.Delete).CountBy(state => state.Urn).FirstOrDefault(urn => urn.Value > 1).Key;
        return twice is null ? empty.With(snapshot) : throw new EngineException($"failed to load checkpoint: the resource {twice} occurs twice");
    }

    /// <summary>
    /// Reads from the root of a state. Everything that Pulumi does not write, at any place in the file, is an error that says so.
    /// </summary>
    internal static T Parse<T>(ReadOnlyMemory<byte> file, Func<JsonElement, T> read)
    {
        try
        {
            var root = JsonElement.Parse(file.Span);
            var version = root.Number("version");
            if (version is not (>= 3 and <= 4))
            {
                throw new EngineException($"failed to load checkpoint: unsupported checkpoint version {version}");
            }

            return root.Texts("features").FirstOrDefault(feature => feature != RefreshBeforeUpdate) is not { } feature ? read(root)
                : throw new EngineException($"the state uses the feature '{feature}', which collab does not have; use the Pulumi CLI for this stack");
        }
        catch (Exception e) when (IsMalformed(e))
        {
            throw new EngineException($"failed to load checkpoint: it is not what Pulumi writes: {e.Message}", inner: e);
        }
    }

    /// <summary>Whether reading failed because the text is not what Pulumi writes.</summary>
    internal static bool IsMalformed(Exception failure) =>
        failure is JsonException or PropertyFormatException or InvalidOperationException or FormatException or OverflowException or ArgumentException
            or KeyNotFoundException;

    internal static JsonElement Latest(JsonElement root) => root.Member("checkpoint").Member("latest");

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string SaltOf(JsonElement deployment)
    {
        var provider = deployment.Member("secrets_providers");
        var type = provider.Text("type");
        return type is "" or "passphrase" ? provider.Member("state").Text("salt") : throw new EngineException(
            $"secrets provider '{type}' is not supported by collab, which supports passphrases only; use the Pulumi CLI for this stack");
    }

    private static void WriteResource(Utf8JsonWriter writer, Checkpoint checkpoint, ResourceState resource)
    {
        writer.WriteRawValue(checkpoint.Json(resource), skipInputValidation: true);
        // Without this the writer would keep the whole file in memory.
        if (writer.BytesPending > 64 * 1024)
        {
            writer.Flush();
        }
    }
}
