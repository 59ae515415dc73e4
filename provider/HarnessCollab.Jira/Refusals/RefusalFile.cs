using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HarnessCollab.Jira;

/// <summary>
/// The content of the file of refusals: a salt, and for each candidate its refusal. The name of a candidate is derived from URL, user and secret by
/// a function that is slow on purpose: an attacker who has the file can guess weak passwords only slowly.
/// </summary>
internal sealed record RefusalFile(byte[] Salt, Dictionary<string, Refusal> Refusals)
{
    private const int Version = 2;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static RefusalFile New() => new(RandomNumberGenerator.GetBytes(32), new(StringComparer.Ordinal));

    /// <summary>
    /// Returns a new one when the bytes are not of this version, for example after a crash during a write: only the memory is lost.
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

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["version"] = Version,
        ["salt"] = Convert.ToHexStringLower(Salt),
        ["refusals"] = new JsonArray([.. Refusals.Select(each => Write(each.Key, each.Value))]),
    }.ToJsonString(Indented));

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

    private static JsonObject Write(string candidate, Refusal refusal)
    {
        var json = new JsonObject
        {
            ["candidate"] = candidate,
            ["code"] = refusal.Code,
            ["at"] = refusal.At.ToString("O", CultureInfo.InvariantCulture),
            ["status"] = refusal.Status,
            ["flavour"] = refusal.Flavour.ToString(),
            ["loginReasons"] = new JsonArray([.. refusal.LoginReasons.Select(reason => (JsonNode)reason)]),
        };
        if (refusal.Gateway is { } gateway)
        {
            json["gateway"] = gateway.AbsoluteUri;
        }

        return json;
    }
}
