using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Provider.Benchmarks;

/// <summary>A dynamic provider of Pulumi's Node SDK that does nothing: what a team would write in place of a plugin.</summary>
internal sealed class NodePeer(string nodeModules) : Peer
{
    private const string Provider =
        "exports.handler = () => ({ check: async (olds, news) => ({ inputs: news }), diff: async () => ({ changes: false }), "
        + "create: async inputs => ({ id: 'x', outs: inputs }), read: async (id, props) => ({ id, props }) });";

    public override string Name => "node";

    protected override string Type => "pulumi-nodejs:dynamic:Resource";

    public override ProcessStartInfo Start(string folder)
    {
        // The engine's address is wanted, and not used before something is logged.
        var start = new ProcessStartInfo("node", [Path.Combine(nodeModules, "@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"])
        {
            WorkingDirectory = folder,
        };
        start.Environment["PULUMI_NODEJS_PROJECT"] = "bench";
        start.Environment["PULUMI_NODEJS_STACK"] = "dev";
        return start;
    }

    public override Struct Inputs(int number) => new()
    {
        Fields =
        {
            ["__provider"] = Value.ForString(Provider),
            ["displayName"] = Value.ForString($"account {number}"),
            ["baseUrl"] = Value.ForString("https://example.atlassian.net"),
            ["username"] = Value.ForString("bot@example.com"),
            ["apiToken"] = Value.ForString("token"),
        },
    };
}
