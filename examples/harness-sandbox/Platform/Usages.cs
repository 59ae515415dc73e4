using System.Text.Json.Nodes;

namespace HarnessSandbox.Platform;

/// <summary>The users of an object by the platform's records, which are delayed.</summary>
internal static class Usages
{
    public static Answer List(Call call, Vault vault)
    {
        var content = vault.UsagesOf(call.Parameter("referredEntityType") ?? "", call.Key, call.Settings).Select(usage => new JsonObject
        {
            ["accountIdentifier"] = call.Settings.Account,
            ["referredEntity"] = new JsonObject { ["type"] = usage.Kind, ["name"] = call.Identifier },
            ["referredByEntity"] = new JsonObject
            {
                ["type"] = usage.UserType,
                ["name"] = usage.UserName,
                ["entityRef"] = new JsonObject
                {
                    ["identifier"] = usage.User.Identifier,
                    ["orgIdentifier"] = usage.User.Org,
                    ["projectIdentifier"] = usage.User.Project,
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

    /// <summary>Null if the object can be deleted.</summary>
    public static Answer? RefuseDelete(string kind, string what, Call call, Vault vault)
    {
        if (call.Parameter("forceDelete") == "true")
        {
            return call.Settings.ForceDelete
                ? null
                : Envelope.BadRequest("Parameter forcedDelete cannot be true. Force Delete is not enabled for this account");
        }

        if (vault.UsagesOf(kind, call.Key, call.Settings).Count == 0)
        {
            return null;
        }

        vault.Refused(kind, call.Key);
        return Envelope.Error(
            400, "ENTITY_REFERENCE_EXCEPTION", $"Could not delete the {what} {call.Identifier} as it is referenced by other entities");
    }
}
