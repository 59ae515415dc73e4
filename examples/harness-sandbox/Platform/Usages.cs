using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>Who uses an object.</summary>
internal static class Usages
{
    public static Answer List(Call call, Vault vault)
    {
        var users = call.Parameter("referredEntityType") == "Secrets"
            ? vault.UsersOf(call.Key).Select(connector => (Type: "Connectors", connector.Name, Key: connector.Key))
            : call.Settings.Pipelines.Select(each => each.Split(':', 2)).Where(each => each[1] == call.Key.ToString())
                .Select(each => (Type: "Pipelines", Name: each[0], Key: new ObjectKey(call.Org, call.Project, each[0].Replace(' ', '_'))));
        var content = users.Select(user => new JsonObject
        {
            ["accountIdentifier"] = call.Settings.Account,
            ["referredEntity"] = new JsonObject { ["type"] = call.Parameter("referredEntityType"), ["name"] = call.Identifier },
            ["referredByEntity"] = new JsonObject
            {
                ["type"] = user.Type,
                ["name"] = user.Name,
                ["entityRef"] = new JsonObject
                {
                    ["identifier"] = user.Key.Identifier,
                    ["orgIdentifier"] = user.Key.Org,
                    ["projectIdentifier"] = user.Key.Project,
                },
            },
        }).ToArray();
        return Envelope.Success(new JsonObject
        {
            ["content"] = new JsonArray([.. content]),
            ["totalPages"] = 1,
            ["totalElements"] = content.Length,
            ["pageIndex"] = 0,
            ["empty"] = content.Length == 0,
        });
    }
}
