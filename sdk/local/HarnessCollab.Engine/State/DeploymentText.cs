using System.Text;
using System.Text.Json;
using HarnessCollab.Engine.Secrets;
using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Engine.State;

/// <summary>The document of <c>stack export</c> and <c>stack import</c>: a state without its file.</summary>
public static class DeploymentText
{
    /// <summary>A checkpoint file as an export, everything in it kept as it is; with <paramref name="showSecrets"/>, secrets in clear.</summary>
    public static string Export(ReadOnlyMemory<byte> file, Func<string, PassphraseSecretsManager> open, bool showSecrets)
    {
        var salt = CheckpointJson.ReadSalt(file);
        var manager = showSecrets && salt.Length > 0 ? open(salt) : null;
        var writer = new GoJsonWriter("    ");
        writer.BeginObject();
        writer.Number("version", 3);
        writer.Name("deployment");
        CheckpointJson.Parse(file, root => Copy(writer, CheckpointJson.Latest(root), manager));
        writer.EndObject();
        return writer + "\n";
    }

    /// <summary>Reads an export. Secrets are encrypted anew for <paramref name="target"/>.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="EngineException">It is not an export, or its secrets cannot be decrypted.</exception>
    public static Checkpoint Import(string text, Func<string, PassphraseSecretsManager> open, PassphraseSecretsManager target)
    {
        using var isJson = JsonDocument.Parse(text);
        try
        {
            var read = CheckpointJson.Parse(Encoding.UTF8.GetBytes(text), root => root.Member("deployment") is var deployment && deployment.IsGiven()
                ? CheckpointJson.ReadDeployment(deployment, open)
                : throw new EngineException("the file holds no deployment; `stack export` writes one"));
            // Without the texts of the file, everything is written anew.
            return Checkpoint.Empty(target).With(read.Snapshot);
        }
        catch (EngineException e) when (e.Message == "incorrect passphrase")
        {
            throw new EngineException(
                "could not deserialize deployment: failed to decrypt: incorrect passphrase, please set PULUMI_CONFIG_PASSPHRASE to the correct passphrase or set PULUMI_CONFIG_PASSPHRASE_FILE to a file containing the passphrase",
                inner: e);
        }
        catch (EngineException e) when (e.Message.StartsWith("decrypting", StringComparison.Ordinal))
        {
            throw new EngineException($"could not deserialize deployment: {e.Message}", inner: e);
        }
    }

    /// <summary>What makes an import into a stack dangerous.</summary>
    public static IReadOnlyList<string> Problems(Checkpoint checkpoint, string stack)
    {
        var problems = new List<string>();
        foreach (var state in checkpoint.Snapshot.Resources)
        {
            var from = state.Urn.Split("::")[0].Replace("urn:pulumi:", "", StringComparison.Ordinal);
            if (from != stack)
            {
                problems.Add($"resource '{state.Urn}' is from a different stack ({from} != {stack})");
            }
        }

        if (Broken(checkpoint.Snapshot) is { } broken)
        {
            problems.Add($"state file contains errors: {broken}");
        }

        return problems;
    }

    // The first thing that stands before what it needs, or needs what is not there.
    private static string? Broken(Snapshot snapshot)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in snapshot.Resources)
        {
            if (state.Provider.Length > 0 && !seen.Contains(state.Provider))
            {
                return $"resource {state.Urn} refers to unknown provider {state.Provider}";
            }

            if (state.References().FirstOrDefault(urn => !seen.Contains(urn)) is { } missing)
            {
                return $"resource {state.Urn} refers to missing {missing}";
            }

            seen.Add(state.Urn);
            seen.Add($"{state.Urn}::{state.Id}");
        }

        return null;
    }

    private static GoJsonWriter Copy(GoJsonWriter writer, JsonElement element, PassphraseSecretsManager? manager)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when manager is not null && element.TryGetProperty(Signatures.Key, out var signature)
                && signature.ValueEquals(Signatures.Secret) && element.Text("ciphertext") is { Length: > 0 } ciphertext:
                PropertyJson.WriteSigned(writer, Signatures.Secret, ("plaintext", manager.Decrypt(ciphertext)));
                break;
            case JsonValueKind.Object:
                writer.Map(null, element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), value => Copy(writer, value, manager));
                break;
            case JsonValueKind.Array:
                writer.Items(element.EnumerateArray(), item => Copy(writer, item, manager));
                break;
            case JsonValueKind.String:
                writer.String(element.GetString()!);
                break;
            case JsonValueKind.Undefined:
                writer.Null();
                break;
            default:
                writer.Raw(element.GetRawText());
                break;
        }

        return writer;
    }
}
