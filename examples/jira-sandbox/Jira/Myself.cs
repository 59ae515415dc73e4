using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary><c>myself</c>: the only account, as the chosen product shows it.</summary>
internal static class Myself
{
    public static JsonObject Of(JiraRequest request)
    {
        var settings = request.Settings;
        var who = settings.SignedInAs ?? settings.User;
        var account = new JsonObject();
        if (settings.Cloud)
        {
            account["self"] = $"{request.BaseUrl}/rest/api/2/user?accountId={CloudGate.AccountId}";
            account["accountId"] = CloudGate.AccountId;
            account["accountType"] = "atlassian";
        }
        else
        {
            account["self"] = $"{request.BaseUrl}/rest/api/2/user?username={Uri.EscapeDataString(who)}";
            account["key"] = "JIRAUSER10100";
            account["name"] = who;
            account["deleted"] = false;
        }

        account["emailAddress"] = who;
        account["avatarUrls"] = new JsonObject { ["48x48"] = $"{request.BaseUrl}/secure/useravatar?avatarId=10122" };
        account["displayName"] = "Harness Bot";
        account["active"] = settings.Active;
        account["timeZone"] = "Etc/UTC";
        account["locale"] = "en_US";
        account["groups"] = new JsonObject { ["size"] = 1, ["items"] = new JsonArray() };
        account["applicationRoles"] = new JsonObject { ["size"] = 1, ["items"] = new JsonArray() };
        return account;
    }
}
