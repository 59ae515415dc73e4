using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HarnessSandbox.Platform;

/// <summary>The rules that both kinds of document follow.</summary>
internal static partial class Documents
{
    private static readonly string[] Reserved =
    [
        "or", "and", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "not", "null", "true", "false", "new", "var", "return", "step", "parallel", "stepGroup", "org",
        "account", "class", "shellScriptProvisioner", "status", "liteEngineTask",
    ];

    public static ObjectKey KeyOf(JsonObject document) =>
        new((string?)document["orgIdentifier"], (string?)document["projectIdentifier"], (string?)document["identifier"] ?? "");

    /// <summary>Null when name, identifier, tags and scope are in order.</summary>
    public static Answer? Refuse(JsonObject document, SandboxSettings settings)
    {
        var key = KeyOf(document);
        var name = (string?)document["name"] ?? "";
        if (!Name().IsMatch(name))
        {
            return Envelope.Invalid("name", name.Length == 0 ? "cannot be empty" : "can be 128 characters long and can only contain alphanumeric, hyphens, underscores, dots, slashes and spaces");
        }

        if (!Identifier().IsMatch(key.Identifier) || Reserved.Contains(key.Identifier))
        {
            return Envelope.Invalid("identifier", "can be 128 characters long, can only contain alphanumeric, underscore and $ characters, and not start with a number, and is no reserved word");
        }

        if (document["tags"] is { } tags && (tags is not JsonObject pairs || pairs.Count > 128 || pairs.Any(pair => pair.Value is not JsonValue)))
        {
            return Envelope.Invalid("tags", "must be up to 128 texts by key");
        }

        return RefuseScope(key, settings);
    }

    /// <summary>Null when organisation and project exist.</summary>
    public static Answer? RefuseScope(ObjectKey key, SandboxSettings settings) => key switch
    {
        { Org: null, Project: not null } => Envelope.BadRequest("Project identifier cannot be given without an org identifier"),
        { Org: { } org } when !settings.Orgs.Contains(org) => Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", $"org [{org}] not found"),
        { Project: { } project } when !settings.Projects.Contains($"{key.Org}/{project}") =>
            Envelope.Failure(settings.NotFoundStatus, "RESOURCE_NOT_FOUND_EXCEPTION", $"project [{project}] not found"),
        _ => null,
    };

    /// <summary>A page of objects as the lists give it.</summary>
    public static Answer Page(Call call, IEnumerable<StoredObject> found, int defaultSize, Func<StoredObject, JsonObject> write)
    {
        var all = found.OrderByDescending(each => each.ModifiedAt).ToArray();
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

    [GeneratedRegex("^[a-zA-Z_][0-9a-zA-Z_$]{0,127}$")]
    private static partial Regex Identifier();
}
