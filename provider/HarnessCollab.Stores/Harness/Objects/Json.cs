using System.Buffers;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>Small helpers for documents of the platform.</summary>
internal static class Json
{
    /// <summary>A document of one object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteScope(Utf8JsonWriter writer, HarnessScope scope)
    {
        if (scope.Org is { } org)
        {
            writer.WriteString("orgIdentifier", org);
        }

        if (scope.Project is { } project)
        {
            writer.WriteString("projectIdentifier", project);
        }
    }

    public static HarnessScope ReadScope(JsonElement document) => new(AnswerReader.Text(document, "orgIdentifier"), AnswerReader.Text(document, "projectIdentifier"));

    /// <summary>A time in epoch milliseconds; the epoch itself when it is missing.</summary>
    public static DateTimeOffset Time(JsonElement document, string name) =>
        AnswerReader.Member(document, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;
}
