using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The document of a Jira connector, written whole and read leniently.</summary>
internal static class ConnectorJson
{
    private const string Password = "UsernamePassword";
    private const string Token = "PersonalAccessToken";

    public static byte[] Write(Connector connector) => Json.Write(writer =>
    {
        writer.WriteStartObject("connector");
        writer.WriteString("name", connector.Name);
        writer.WriteString("identifier", connector.Id.Identifier);
        writer.WriteString("description", connector.Description ?? "");
        Json.WriteScope(writer, connector.Id.Scope);
        Tags.Write(writer, connector.Tags);
        writer.WriteString("type", "Jira");
        writer.WriteStartObject("spec");
        writer.WriteString("jiraUrl", connector.JiraUrl);
        writer.WriteStartArray("delegateSelectors");
        foreach (var selector in connector.DelegateSelectors)
        {
            writer.WriteStringValue(selector);
        }

        writer.WriteEndArray();
        WriteAuth(writer, connector);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <param name="data">The member <c>data</c> of a reply, or an item of a page.</param>
    /// <exception cref="StoreException">The connector is not one for Jira, or signs in with something unknown.</exception>
    public static Connector Read(JsonElement data, string store)
    {
        var document = data.GetProperty("connector");
        var id = new HarnessId(Json.ReadScope(document), AnswerReader.Text(document, "identifier") ?? "");
        var type = AnswerReader.Text(document, "type");
        var spec = AnswerReader.Member(document, "spec");
        if (type != "Jira" || spec is null)
        {
            throw HarnessRefusals.NotOurKind(id, $"is a connector of type {type}, not Jira", store);
        }

        var auth = AnswerReader.Member(spec.Value, "auth");
        var (kind, with) = auth is { } given
            ? (AnswerReader.Text(given, "type"), AnswerReader.Member(given, "spec") ?? default)
            : (Password, spec.Value); // A connector from before 'auth' existed.
        var reference = kind switch
        {
            Password => AnswerReader.Text(with, "passwordRef"),
            Token => AnswerReader.Text(with, "patRef"),
            _ => throw HarnessRefusals.NotOurKind(id, $"signs in to Jira with '{kind}', which is neither user name and password nor personal access token", store),
        };
        return new()
        {
            Id = id,
            Name = AnswerReader.Text(document, "name") ?? id.Identifier,
            Description = AnswerReader.Text(document, "description") is { Length: > 0 } description ? description : null,
            Tags = Tags.Read(document),
            JiraUrl = AnswerReader.Text(spec.Value, "jiraUrl") ?? "",
            DelegateSelectors = Connector.Ordered(Texts(spec.Value, "delegateSelectors")),
            UsesPersonalAccessToken = kind == Token,
            Username = kind == Password ? AnswerReader.Text(with, "username") : null,
            Secret = HarnessId.Resolve(reference ?? "", id.Scope) ?? throw HarnessRefusals.NotOurKind(id, "refers to a secret in a way that means nothing in its scope", store),
            CreatedAt = Json.Time(data, "createdAt"),
            ModifiedAt = Json.Time(data, "lastModifiedAt"),
        };
    }

    /// <summary>As <see cref="Read"/>, for listings, which show what the store manages: null for any other connector.</summary>
    public static Connector? ReadIfOurs(JsonElement data, string store)
    {
        try
        {
            return Read(data, store);
        }
        catch (StoreException other) when (other.Code == StoreErrorCodes.NotOurKind)
        {
            return null;
        }
    }

    private static void WriteAuth(Utf8JsonWriter writer, Connector connector)
    {
        writer.WriteStartObject("auth");
        writer.WriteString("type", connector.UsesPersonalAccessToken ? Token : Password);
        writer.WriteStartObject("spec");
        if (connector.UsesPersonalAccessToken)
        {
            writer.WriteString("patRef", connector.Secret.Reference);
        }
        else
        {
            writer.WriteString("username", connector.Username ?? "");
            writer.WriteString("passwordRef", connector.Secret.Reference);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        AnswerReader.Member(element, name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)
            : [];
}
