using HarnessCollab.Engine;
using HarnessCollab.Engine.Projects;
using HarnessCollab.Engine.State;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Cli.Commands;

/// <summary>The note about one update in the stack's history, in the CLI's form.</summary>
internal static class UpdateRecord
{
    public static string Json(OperationKind kind, DateTimeOffset start, DateTimeOffset end, string message, StackSettings settings, OperationResult? result)
    {
        var writer = new GoJsonWriter();
        writer.BeginObject();
        writer.Name("kind");
        writer.String(kind switch { OperationKind.Refresh => "refresh", OperationKind.Destroy => "destroy", _ => "update" });
        writer.Name("startTime");
        writer.Number(start.ToUnixTimeSeconds());
        writer.Name("message");
        writer.String(message);
        writer.Name("environment");
        writer.BeginObject();
        writer.Name("exec.kind");
        writer.String("collab");
        writer.EndObject();
        writer.Name("config");
        writer.BeginObject();
        foreach (var (key, value) in settings.Config.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Name(key);
            Setting(writer, value);
        }

        writer.EndObject();
        writer.Name("version");
        writer.Number(0);
        writer.Name("result");
        writer.String(result?.Succeeded == true ? "succeeded" : "failed");
        writer.Name("endTime");
        writer.Number(end.ToUnixTimeSeconds());
        writer.Name("resourceChanges");
        writer.BeginObject();
        foreach (var (op, count) in (IEnumerable<KeyValuePair<string, int>>?)result?.Changes ?? [])
        {
            writer.Name(op);
            writer.Number(count);
        }

        writer.EndObject();
        writer.EndObject();
        return writer.ToString();
    }

    // Secrets as the ciphertext that the settings hold.
    private static void Setting(GoJsonWriter writer, YamlNode node)
    {
        if (StackSettings.IsSecure(node))
        {
            writer.BeginObject();
            writer.Name("secure");
            ConfigText.WriteJson(writer, node, static ciphertext => ciphertext);
            writer.EndObject();
        }
        else if (node is YamlScalarNode scalar)
        {
            writer.String(scalar.Value ?? "");
        }
        else
        {
            ConfigText.WriteJson(writer, node, static ciphertext => ciphertext);
        }
    }
}
