using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HarnessCollab.Provider.Schema;

/// <summary>The parts of the package schema that depend on the build: the version, and the addresses of a repository with releases.</summary>
internal static class ReleasedSchema
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON.</summary>
    public static string Of(JsonObject schema, Release release)
    {
        schema["version"] = release.Version;
        if (release.RepositoryUrl is { } repository)
        {
            schema["homepage"] = repository;
            schema["repository"] = repository;
            schema["logoUrl"] = $"{repository}/raw/main/provider/docs/logo.png";
            schema["pluginDownloadURL"] = release.PluginDownloadUrl;
            schema["language"]!["go"]!["importBasePath"] = $"{repository["https://".Length..]}/sdk/go/{PackageInfo.Name}";
        }

        return schema.ToJsonString(Format) + "\n";
    }
}
