using System.Text.Json;

namespace HarnessCollab.Settings;

/// <summary>A setting of a stack, or of all stacks of a project.</summary>
/// <param name="File">The file that contains it.</param>
public sealed record Setting(ConfigKey Key, YamlValue Value, string File)
{
    public bool HoldsSecret => Holds(Value);

    /// <summary>The text that programs and plugins get: a scalar's own text, however it looks; objects and lists as JSON with sorted keys.</summary>
    /// <param name="decrypt">Decrypts; gives null for a text that the stack's key did not encrypt. Without this function secrets are masked.</param>
    /// <exception cref="PulumiFileException">A secret cannot be decrypted.</exception>
    public string Text(Func<string, string?>? decrypt) => Value switch
    {
        YamlScalar scalar => scalar.Json == "null" ? "" : scalar.Text,
        YamlMap { Ciphertext: { } ciphertext } => Reveal(ciphertext, decrypt),
        _ => JsonWriting.Text(writer => Write(writer, Value, decrypt)),
    };

    private static bool Holds(YamlValue value) => value is YamlMap { Ciphertext: not null } || value.Children.Any(Holds);

    private void Write(Utf8JsonWriter writer, YamlValue value, Func<string, string?>? decrypt)
    {
        switch (value)
        {
            case YamlMap { Ciphertext: { } ciphertext }:
                writer.WriteStringValue(Reveal(ciphertext, decrypt));
                break;
            case YamlMap map:
                var members = map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal);
                writer.Map(members.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)), member => Write(writer, member, decrypt));
                break;
            case YamlList list:
                writer.Items(list.Items, item => Write(writer, item, decrypt));
                break;
            case YamlScalar { Json: { } json }:
                writer.WriteRawValue(json);
                break;
            case YamlScalar text:
                writer.WriteStringValue(text.Text);
                break;
        }
    }

    private string Reveal(string ciphertext, Func<string, string?>? decrypt) =>
        decrypt is null ? "[secret]"
        : decrypt(ciphertext) ?? throw new PulumiFileException(
            $"'{Key}' in {File} is damaged: this stack's key did not encrypt it. Set the secret again");
}
