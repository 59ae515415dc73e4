using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>What the file of refusals holds: a key of its own, and per candidate the time it was refused. Neither URL, user nor secret can be read from it.</summary>
internal sealed record RefusalFile(byte[] Key, Dictionary<string, DateTimeOffset> Refusals)
{
    public static RefusalFile New() => new(RandomNumberGenerator.GetBytes(32), new(StringComparer.Ordinal));

    /// <summary>A new one when the bytes are none, as after a crash in the middle of a write: memory is lost then, not more.</summary>
    public static RefusalFile Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var file = New() with { Key = Convert.FromHexString(document.RootElement.GetProperty("key").GetString()!) };
            foreach (var refusal in document.RootElement.GetProperty("refusals").EnumerateArray())
            {
                file.Refusals[refusal.GetProperty("candidate").GetString()!] = refusal.GetProperty("at").GetDateTimeOffset();
            }

            return file.Key.Length == 32 ? file : New();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            return New();
        }
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("key", Convert.ToHexStringLower(Key));
            json.WriteStartArray("refusals");
            foreach (var (candidate, at) in Refusals)
            {
                json.WriteStartObject();
                json.WriteString("candidate", candidate);
                json.WriteString("verdict", "failed");
                json.WriteString("at", at.ToString("O", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
