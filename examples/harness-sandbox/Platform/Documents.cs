using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HarnessSandbox.Platform;

/// <summary>The rules that both kinds of document follow.</summary>
internal static partial class Documents
{
    private static readonly string[] Reserved =
    [
        "or", "and", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "not", "null", "true", "false", "new", "var", "return", "step", "parallel",
        "stepGroup", "org",
        "account", "class", "shellScriptProvisioner", "status", "liteEngineTask",
    ];

    public static ObjectKey KeyOf(JsonObject document) =>
        new((string?)document["orgIdentifier"], (string?)document["projectIdentifier"], (string?)document["identifier"] ?? "");

    /// <summary>Null if name, identifier and tags are valid, no policy forbids the write, and the scope exists; in this order.</summary>
    /// <param name="kind"><c>connector</c> or <c>secret</c>.</param>
    public static Answer? Refuse(JsonObject document, string kind, SandboxSettings settings) =>
        RefuseForm(document, kind)
        ?? (settings.Policies.Contains(kind) ? Envelope.PolicyDenial(kind, settings) : RefuseScope(KeyOf(document), settings));

    /// <summary>Null if the platform would accept the identifier; only those of secrets may have hyphens.</summary>
    public static Answer? RefuseIdentifier(string identifier, string kind) =>
        (kind == "secret" ? SecretIdentifier() : Identifier()).IsMatch(identifier) && !Reserved.Contains(identifier)
            ? null
            : Envelope.Invalid(
                "identifier",
                "can be 128 characters long, can only contain alphanumeric, underscore and $ characters, and not start with a "
                + "number, and is no reserved word");

    private static Answer? RefuseForm(JsonObject document, string kind)
    {
        var name = (string?)document["name"] ?? "";
        if (!Name().IsMatch(name) || string.IsNullOrWhiteSpace(name))
        {
            return Envelope.Invalid("name", string.IsNullOrWhiteSpace(name)
                ? "cannot be empty"
                : "can be 128 characters long and can only contain alphanumeric, hyphens, underscores, dots, slashes and spaces");
        }

        if (RefuseIdentifier(KeyOf(document).Identifier, kind) is { } refusal)
        {
            return refusal;
        }

        if (document["tags"] is { } tags && (tags is not JsonObject pairs || pairs.Count > 128 || pairs.Any(pair => pair.Value is not JsonValue)))
        {
            return Envelope.Invalid("tags", "must be up to 128 texts by key");
        }

        return null;
    }

    /// <summary>Null when organisation and project exist.</summary>
    public static Answer? RefuseScope(ObjectKey key, SandboxSettings settings) => key switch
    {
        { Org: null, Project: not null } => Envelope.BadRequest("Project identifier cannot be given without an org identifier"),
        { Org: { } org } when !settings.Orgs.Contains(org) =>
            Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", $"org [{org}] not found"),
        { Project: { } project } when !settings.Projects.Contains($"{key.Org}/{project}") =>
            Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", $"project [{project}] not found"),
        _ => null,
    };

    /// <summary>A document in the form of replies: everything that was written, and the members that a reply adds.</summary>
    public static JsonObject Shown(StoredObject stored, JsonObject more)
    {
        var shown = (JsonObject)stored.Document.DeepClone();
        foreach (var (name, value) in more)
        {
            shown[name] = value?.DeepClone();
        }

        return shown;
    }

    /// <summary>A page of objects in the form of the lists.</summary>
    public static Answer Page(Call call, IEnumerable<StoredObject> found, int defaultSize, Func<StoredObject, JsonObject> write)
    {
        var matching = found.ToArray();
        var all = matching.Where(each => call.Settings.Allows(call.Permission, each.Key)).OrderByDescending(each => each.ModifiedAt).ToArray();
        if (all.Length == 0 && (matching.Length > 0 || !call.Settings.Allows(call.Permission, call.Key)))
        {
            return Envelope.Denied(call);
        }

        var size = Math.Clamp(call.Number("pageSize", defaultSize), 1, 100);
        var index = call.Number("pageIndex", 0);
        var content = all.Skip(index * size).Take(size).Select(write).ToArray();
        return Envelope.Success(new JsonObject
        {
            ["totalPages"] = (all.Length + size - 1) / size,
            ["totalItems"] = all.Length,
            ["pageItemCount"] = content.Length,
            ["pageSize"] = size,
            ["content"] = new JsonArray([.. content]),
            ["pageIndex"] = index,
            ["empty"] = content.Length == 0,
            ["pageToken"] = null,
        });
    }

    [GeneratedRegex("^[a-zA-Z0-9\\-_./ ]{1,128}$")]
    private static partial Regex Name();

    /// <summary>Whether a list's filter, when there is one, names this type.</summary>
    public static bool HasType(Call call, string filter, string? type) =>
        (call.Body?[filter] as JsonArray)?.Select(each => (string?)each).ToArray() is not { Length: > 0 } types || types.Contains(type);

    [GeneratedRegex("^[a-zA-Z_][0-9a-zA-Z_$]{0,127}$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^[a-zA-Z_][0-9a-zA-Z_$-]{0,127}$")]
    private static partial Regex SecretIdentifier();
}
