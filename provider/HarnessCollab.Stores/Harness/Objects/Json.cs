using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>Helpers for the platform's JSON documents.</summary>
internal static class Json
{
    public static byte[] Write(JsonObject document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    /// <summary>A copy that can be changed of the document that was read; an empty object when there is none.</summary>
    public static JsonObject Carried(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object ? (JsonObject)JsonObject.Create(document)!.DeepClone() : [];

    /// <summary>The object in a member; created when it is missing.</summary>
    public static JsonObject Inner(JsonObject document, string name)
    {
        if (document[name] is not JsonObject inner)
        {
            document[name] = inner = [];
        }

        return inner;
    }

    public static void SetScope(JsonObject document, HarnessScope scope)
    {
        foreach (var (name, value) in new[] { ("orgIdentifier", scope.Org), ("projectIdentifier", scope.Project) })
        {
            document.Remove(name);
            if (value is not null)
            {
                document[name] = value;
            }
        }
    }

    public static HarnessScope ReadScope(JsonElement document) =>
        new(AnswerReader.Text(document, "orgIdentifier"), AnswerReader.Text(document, "projectIdentifier"));

    /// <summary>A time in epoch milliseconds; the epoch when it is missing.</summary>
    public static DateTimeOffset Time(JsonElement document, string name) =>
        AnswerReader.Member(document, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;
}
