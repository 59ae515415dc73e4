using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>Our plugin with a SQLite store. Connection tests are off: Jira is not what is measured.</summary>
internal sealed class PluginPeer(string binary) : Peer
{
    public override string Name => "plugin";

    protected override string Type => "harnesscollab:index:JiraCollaborationProvider";

    public override ProcessStartInfo Start(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Pulumi.yaml"), "name: bench\nruntime: dotnet\n");
        var start = new ProcessStartInfo(binary) { WorkingDirectory = folder };
        foreach (var phase in new[] { "PREVIEW", "APPLY", "REFRESH" })
        {
            start.Environment[$"HARNESSCOLLAB_CONNECTION_TEST_{phase}"] = "off";
        }

        start.Environment["PULUMI_HOME"] = folder;
        return start;
    }

    public override Struct Inputs(int number) => PropertyEncoder.Encode(PropertyMap.Of(
        ("displayName", PropertyValue.Of($"account {number}")),
        ("baseUrl", PropertyValue.Of("https://example.atlassian.net")),
        ("username", PropertyValue.Of("bot@example.com")),
        ("apiToken", PropertyValue.SecretOf("token"))));
}
