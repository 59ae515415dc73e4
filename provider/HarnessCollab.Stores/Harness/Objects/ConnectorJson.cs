using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>The document of a Jira connector. A write sends it complete, with members of other programs; a read accepts missing members.</summary>
internal static class ConnectorJson
{
    private const string Password = "UsernamePassword";
    private const string Token = "PersonalAccessToken";

    // Replies still contain these members from the time before 'auth'; a write that contained them would contradict 'auth'.
    private static readonly string[] CopiesOfAuth = ["username", "usernameRef", "passwordRef"];

    public static byte[] Write(Connector connector)
    {
        var document = Json.Carried(connector.Document);
        document.Remove("accountIdentifier");
        document["name"] = connector.Name;
        document["identifier"] = connector.Id.Identifier;
        document["description"] = connector.Description ?? "";
        Json.SetScope(document, connector.Id.Scope);
        document["tags"] = Tags.Write(connector.Tags);
        document["type"] = "Jira";
        var spec = Json.Inner(document, "spec");
        spec["jiraUrl"] = connector.JiraUrl;
        spec["delegateSelectors"] = new JsonArray([.. connector.DelegateSelectors.Select(selector => JsonValue.Create(selector))]);
        foreach (var copy in CopiesOfAuth)
        {
            spec.Remove(copy);
        }

        WriteAuth(spec, connector);
        return Json.Write(new() { ["connector"] = document });
    }

    /// <summary>The secret references of the connector, in the document's spelling; each kind of connector names such members the same way.</summary>
    public static IEnumerable<string> References(JsonElement data) =>
        AnswerReader.Member(data, "connector") is { } document && AnswerReader.Member(document, "spec") is { } spec ? ReferencesIn(spec) : [];

    /// <summary>The kind of a connector, in the platform's words: <c>Github</c>.</summary>
    public static string KindOf(JsonElement data) => AnswerReader.Text(data.GetProperty("connector"), "type") ?? "unknown";

    /// <param name="data">The member <c>data</c> of a reply, or one item of a page.</param>
    /// <exception cref="StoreException">It is not a Jira connector, or it signs in with an unknown kind of credential.</exception>
    public static Connector Read(JsonElement data, string store)
    {
        var document = data.GetProperty("connector");
        var id = new HarnessId(Json.ReadScope(document), AnswerReader.Text(document, "identifier") ?? "");
        var type = AnswerReader.Text(document, "type");
        var spec = AnswerReader.Member(document, "spec");
        if (type != "Jira" || spec is null)
        {
            throw HarnessErrors.NotOurKind(id, $"is a connector of type {type}, not Jira", store);
        }

        var auth = AnswerReader.Member(spec.Value, "auth");
        var (kind, with) = auth is { } given
            ? (AnswerReader.Text(given, "type"), AnswerReader.Member(given, "spec") ?? default)
            : (Password, spec.Value); // A connector from before 'auth' existed.
        var reference = kind switch
        {
            Password => AnswerReader.Text(with, "passwordRef"),
            Token => AnswerReader.Text(with, "patRef"),
            _ => throw HarnessErrors.NotOurKind(
                id, $"signs in to Jira with '{kind}', which is neither user name and password nor personal access token", store),
        };
        return new()
        {
            Id = id,
            Name = AnswerReader.Text(document, "name") ?? id.Identifier,
            Description = AnswerReader.Text(document, "description") is { Length: > 0 } description ? description : null,
            Tags = Tags.Read(document),
            JiraUrl = AnswerReader.Text(spec.Value, "jiraUrl") ?? "",
            DelegateSelectors = Connector.Ordered(AnswerReader.Items(spec.Value, "delegateSelectors")
                .Where(each => each.ValueKind == JsonValueKind.String)
                .Select(each => each.GetString()!)),
            UsesPersonalAccessToken = kind == Token,
            Username = kind == Password ? AnswerReader.Text(with, "username") : null,
            UsernameSecret = kind == Password && AnswerReader.Text(with, "usernameRef") is { } user ? HarnessId.Resolve(user, id.Scope) : null,
            Document = document,
            Secret = HarnessId.Resolve(reference ?? "", id.Scope)
                ?? throw HarnessErrors.NotOurKind(id, "refers to a secret with a reference that is not valid in its scope", store),
            LastTest = AnswerReader.Member(data, "status") is { } status ? DelegateTestJson.Read(status) : null,
            CreatedAt = Json.Time(data, "createdAt"),
            ModifiedAt = Json.Time(data, "lastModifiedAt"),
        };
    }

    /// <summary>Like <see cref="Read"/>, for lists, which show only what the store can manage: null for any other connector.</summary>
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

    private static void WriteAuth(JsonObject spec, Connector connector)
    {
        var type = connector.UsesPersonalAccessToken ? Token : Password;
        if ((string?)spec["auth"]?["type"] != type)
        {
            // Another way to sign in has different members, so nothing is kept.
            spec["auth"] = new JsonObject { ["type"] = type };
        }

        var with = Json.Inner(Json.Inner(spec, "auth"), "spec");
        if (connector.UsesPersonalAccessToken)
        {
            with["patRef"] = connector.Secret.Reference;
            return;
        }

        with.Remove(connector.UsernameSecret is null ? "usernameRef" : "username");
        with[connector.UsernameSecret is null ? "username" : "usernameRef"] = connector.UsernameSecret?.Reference ?? connector.Username ?? "";
        with["passwordRef"] = connector.Secret.Reference;
    }

    private static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element
            .EnumerateObject()
            .SelectMany(member => member is { Value.ValueKind: JsonValueKind.String } && member.Name.EndsWith("Ref", StringComparison.Ordinal)
                ? [member.Value.GetString()!]
                : ReferencesIn(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        _ => [],
    };
}
