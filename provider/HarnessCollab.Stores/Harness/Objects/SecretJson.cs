using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The document of a text secret.</summary>
internal static class SecretJson
{
    private const string Type = "SecretText";

    /// <param name="value">The new value; null keeps the present one.</param>
    public static byte[] Write(Secret secret, SecretText? value)
    {
        var document = Json.Carried(secret.Document);
        document["type"] = Type;
        document["name"] = secret.Name;
        document["identifier"] = secret.Id.Identifier;
        Json.SetScope(document, secret.Id.Scope);
        document["description"] = secret.Description;
        document["tags"] = Tags.Write(secret.Tags);
        var spec = Json.Inner(document, "spec");
        spec["secretManagerIdentifier"] = secret.Manager;
        spec["valueType"] = secret.Reference is null ? "Inline" : "Reference";
        spec.Remove("value");
        if ((secret.Reference ?? value?.Reveal()) is { } text)
        {
            spec["value"] = text;
        }

        return Json.Write(new() { ["secret"] = document });
    }

    /// <param name="data">The member <c>data</c> of a reply, or one item of a page.</param>
    /// <exception cref="StoreException">The secret is not a text secret.</exception>
    public static Secret Read(JsonElement data, string store)
    {
        var document = data.GetProperty("secret");
        var id = new HarnessId(Json.ReadScope(document), AnswerReader.Text(document, "identifier") ?? "");
        if (AnswerReader.Text(document, "type") is var type && type != Type)
        {
            throw HarnessErrors.NotOurKind(id, $"is a secret of type {type}, not a text", store);
        }

        var spec = AnswerReader.Member(document, "spec") ?? default;
        return new()
        {
            Id = id,
            Name = AnswerReader.Text(document, "name") ?? id.Identifier,
            Description = AnswerReader.Text(document, "description") ?? "",
            Tags = Tags.Read(document),
            Manager = AnswerReader.Text(spec, "secretManagerIdentifier") ?? Secret.BuiltInManager,
            Reference = AnswerReader.Text(spec, "valueType") is null or "Inline" ? null : AnswerReader.Text(spec, "value") ?? "",
            Document = document,
            CreatedAt = Json.Time(data, "createdAt"),
            ModifiedAt = Json.Time(data, "updatedAt"),
        };
    }
}
