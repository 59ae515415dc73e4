using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>
/// What the file of refusals holds: a salt of its own, and per candidate what was refused. URL, user and secret went into the candidate's name by a
/// derivation that is slow on purpose: who gets hold of the file can try guesses at a weak password, but few of them.
/// </summary>
internal sealed record RefusalFile(byte[] Salt, Dictionary<string, Refusal> Refusals)
{
    private const int Version = 2;

    public static RefusalFile New() => new(RandomNumberGenerator.GetBytes(32), new(StringComparer.Ordinal));

    /// <summary>
    /// A new one when the bytes are none of this version, as after a crash in the middle of a write: memory is lost then, not more.
    /// </summary>
    public static RefusalFile Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var file = New() with { Salt = Convert.FromHexString(root.GetProperty("salt").GetString()!) };
            foreach (var refusal in root.GetProperty("refusals").EnumerateArray())
            {
                file.Refusals[refusal.GetProperty("candidate").GetString()!] = Read(refusal);
            }

            return root.GetProperty("version").GetInt32() == Version && file.Salt.Length == 32 ? file : New();
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
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
            json.WriteNumber("version", Version);
            json.WriteString("salt", Convert.ToHexStringLower(Salt));
            json.WriteStartArray("refusals");
            foreach (var (candidate, refusal) in Refusals)
            {
                Write(json, candidate, refusal);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static Refusal Read(JsonElement refusal) => new()
    {
        Code = refusal.GetProperty("code").GetString()!,
        At = refusal.GetProperty("at").GetDateTimeOffset(),
        Status = refusal.GetProperty("status").GetInt32(),
        Flavour = Enum.Parse<Flavour>(refusal.GetProperty("flavour").GetString()!),
        LoginReasons = [.. refusal.GetProperty("loginReasons").EnumerateArray().Select(reason => reason.GetString()!)],
        Gateway = refusal.Text("gateway") is { } text && Uri.TryCreate(text, UriKind.Absolute, out var gateway) && JiraHost.IsCloudGateway(gateway)
            ? gateway
            : null,
    };

    private static void Write(Utf8JsonWriter json, string candidate, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteString("candidate", candidate);
        json.WriteString("code", refusal.Code);
        json.WriteString("at", refusal.At.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("status", refusal.Status);
        json.WriteString("flavour", refusal.Flavour.ToString());
        json.WriteStartArray("loginReasons");
        foreach (var reason in refusal.LoginReasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        if (refusal.Gateway is { } gateway)
        {
            json.WriteString("gateway", gateway.AbsoluteUri);
        }

        json.WriteEndObject();
    }
}
