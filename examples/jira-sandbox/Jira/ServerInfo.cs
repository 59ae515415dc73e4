using System.Globalization;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary><c>serverInfo</c>, with the fields of the chosen product.</summary>
internal static class ServerInfo
{
    public static JsonObject Of(JiraRequest request)
    {
        var url = request.Settings.PublishedUrl ?? request.BaseUrl;
        var info = new JsonObject { ["baseUrl"] = url };
        if (request.Settings.Cloud)
        {
            info["displayUrl"] = url;
            info["version"] = "1001.0.0-SNAPSHOT";
            info["versionNumbers"] = new JsonArray(1001, 0, 0);
            info["deploymentType"] = "Cloud";
            info["buildNumber"] = 100290;
            info["defaultLocale"] = new JsonObject { ["locale"] = "en_US" };
        }
        else
        {
            info["version"] = "10.3.19";
            info["versionNumbers"] = new JsonArray(10, 3, 19);
            info["deploymentType"] = "Server";
            info["buildNumber"] = 10030019;
            info["databaseBuildNumber"] = 10030019;
        }

        if (request.Settings.Version is { } version)
        {
            info["version"] = version;
            info["versionNumbers"] = new JsonArray([.. version
                .Split('.')
                .Select(part => JsonValue.Create(int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0))]);
        }

        info["buildDate"] = "2026-01-15T00:00:00.000+0000";
        info["serverTime"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
        info["scmInfo"] = "0000000000000000000000000000000000000000";
        info["serverTitle"] = request.Settings.Title;
        return info;
    }
}
