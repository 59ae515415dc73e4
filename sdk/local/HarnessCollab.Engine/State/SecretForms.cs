using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Engine.State;

/// <summary>The ways a secret is written: for reports, in clear, and encrypted for state.</summary>
public static class SecretForms
{
    /// <summary>The word <c>[secret]</c> instead of the value.</summary>
    internal static SecretForm Masked { get; } = static (_, _) => "[secret]";

    /// <summary>The bare value.</summary>
    internal static SecretForm Bare { get; } = static (plain, position) => PropertyJson.Write(plain, Bare!, position);

    /// <summary>The value with a secret mark, not encrypted.</summary>
    internal static SecretForm Marked { get; } = static (plain, _) => PropertyJson.Signed(Signatures.Secret, "plaintext", BareJson(plain));

    /// <summary>A value as JSON for people and scripts; secrets as <c>"[secret]"</c> unless they are to be shown.</summary>
    public static string Json(PropertyValue value, bool indented, bool showSecrets) =>
        Text(PropertyJson.Write(value, showSecrets ? Bare : Masked, ""), indented);

    internal static string BareJson(Value value) => Text(PropertyJson.Write(value, Bare, ""));

    private static string Text(JsonNode? node, bool indented = false) =>
        node is null ? "null" : JsonWriting.Text(writer => node.WriteTo(writer), indented);
}

/// <summary>
/// Secrets of one state file. A ciphertext is used again while the value at its place stays the same, so an unchanged resource is
/// unchanged in the file too. Equal values at different places get different ciphertexts, so that nobody can see that they are equal.
/// </summary>
internal sealed class StateSecrets(PassphraseSecretsManager? manager)
{
    private readonly ConcurrentDictionary<(string Position, string Json), string> _ciphertexts = new();

    public PassphraseSecretsManager Manager { get; } = manager!;

    public JsonNode? Write(Value plain, string position) => PropertyJson.Signed(
        Signatures.Secret, "ciphertext", _ciphertexts.GetOrAdd((position, SecretForms.BareJson(plain)), key => Manager.Encrypt(key.Json)));

    public Value Read(JsonElement element, string position)
    {
        if (element.TryGetProperty("plaintext", out var plaintext))
        {
            return Parse(plaintext.GetString()!, position);
        }

        if (Manager is null)
        {
            throw new EngineException(
                "decrypting secret value: failed to decrypt: snapshot contains encrypted secrets but no secrets manager could be found");
        }

        var ciphertext = element.Text("ciphertext");
        var json = Manager.Decrypt(ciphertext)
            ?? throw new EngineException($"failed to load checkpoint: the secret at {position} is damaged: this state's key did not encrypt it");
        var value = Parse(json, position);
        _ciphertexts[(position, SecretForms.BareJson(value))] = ciphertext;
        return value;
    }

    private Value Parse(string json, string position)
    {
        try
        {
            return PropertyJson.Read(JsonElement.Parse(json), Read, position);
        }
        catch (JsonException)
        {
            // The exception's own message would quote the secret.
            throw new EngineException($"failed to load checkpoint: the secret at {position} is not JSON");
        }
    }
}
