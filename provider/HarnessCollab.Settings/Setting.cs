using System.Text.Json;

namespace HarnessCollab.Settings;

/// <summary>A setting of a stack, or of all stacks of a project.</summary>
/// <param name="File">Where it stands.</param>
public sealed record Setting(ConfigKey Key, YamlValue Value, string File)
{
    public bool HoldsSecret => Holds(Value);

    /// <summary>As programs and plugins get it: a scalar as its text, whatever it looks like; an object or list as JSON, its keys sorted.</summary>
    /// <param name="decrypt">Gives null for what is no ciphertext of the stack. Null masks secrets.</param>
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
            $"'{Key}' in {File} is damaged: it is no ciphertext of this stack. Set the secret again");
}
