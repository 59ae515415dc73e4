using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The document of a text secret.</summary>
internal static class SecretJson
{
    private const string Type = "SecretText";

    /// <param name="value">The value; null keeps the one that is there.</param>
    public static byte[] Write(Secret secret, SecretText? value) => Json.Write(writer =>
    {
        writer.WriteStartObject("secret");
        writer.WriteString("type", Type);
        writer.WriteString("name", secret.Name);
        writer.WriteString("identifier", secret.Id.Identifier);
        Json.WriteScope(writer, secret.Id.Scope);
        writer.WriteString("description", secret.Description);
        Tags.Write(writer, secret.Tags);
        writer.WriteStartObject("spec");
        writer.WriteString("secretManagerIdentifier", secret.Manager);
        writer.WriteString("valueType", "Inline");
        if (value is not null)
        {
            writer.WriteString("value", value.Reveal());
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <param name="data">The member <c>data</c> of a reply, or an item of a page.</param>
    /// <exception cref="StoreException">The secret is no text.</exception>
    public static Secret Read(JsonElement data, string store)
    {
        var document = data.GetProperty("secret");
        var id = new HarnessId(Json.ReadScope(document), AnswerReader.Text(document, "identifier") ?? "");
        if (AnswerReader.Text(document, "type") is var type && type != Type)
        {
            throw HarnessRefusals.NotOurKind(id, $"is a secret of type {type}, not a text", store);
        }

        var spec = AnswerReader.Member(document, "spec") ?? default;
        return new()
        {
            Id = id,
            Name = AnswerReader.Text(document, "name") ?? id.Identifier,
            Description = AnswerReader.Text(document, "description") ?? "",
            Tags = Tags.Read(document),
            Manager = AnswerReader.Text(spec, "secretManagerIdentifier") ?? "harnessSecretManager",
            IsInline = AnswerReader.Text(spec, "valueType") is null or "Inline",
            CreatedAt = Json.Time(data, "createdAt"),
            ModifiedAt = Json.Time(data, "updatedAt"),
        };
    }
}
