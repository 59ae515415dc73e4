using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.Operations;

/// <summary>An unmodified Node program on the real SDK. PULUMI_NODE_MODULES names a node_modules folder that holds @pulumi/pulumi.</summary>
public sealed class NodeProgramTests
{
    private const string Program = """
        "use strict";
        const pulumi = require(process.env.NODE_MODULES_DIR + "/@pulumi/pulumi");
        class Thing extends pulumi.CustomResource {
            constructor(name, args, opts) { super("fake:index:Thing", name, { ...args, token: undefined }, opts); }
        }
        class Group extends pulumi.ComponentResource {
            constructor(name, opts) {
                super("test:index:Group", name, {}, opts);
                new Thing(name + "-child", { size: 1 }, { parent: this });
                this.registerOutputs({ done: true });
            }
        }
        const own = new class extends pulumi.ProviderResource { constructor() { super("fake", "own", { key: pulumi.secret("k") }); } }();
        const a = new Thing("a", { size: Number(new pulumi.Config().require("size")), password: pulumi.secret("hush") });
        const b = new Thing("b", { size: 2, name: a.token }, { provider: own, dependsOn: [a] });
        new Group("group");
        console.log("hello from node");
        if (process.env.BREAK) { process.exit(5); }
        exports.token = b.token;
        exports.id = a.id;
        exports.asked = pulumi.runtime.invoke("fake:index:echo", { question: "42" }, { async: true }).then(answer => answer.question);
        """;

    [Fact]
    public async Task A_node_program_previews_updates_fails_and_is_destroyed()
    {
        var modules = Environment.GetEnvironmentVariable("PULUMI_NODE_MODULES");
        Assert.SkipWhen(modules is null, "PULUMI_NODE_MODULES is not set: npm install @pulumi/pulumi somewhere, and name its node_modules folder");
        var folder = Directory.CreateTempSubdirectory("node-program").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "index.js"), Program, TestContext.Current.CancellationToken);
        await using var world = await World.StartAsync();
        world.Config = world.Config.Add("project:size", new ConfigValue("1", Secret: false));
        OperationRequest Request(string size, params (string, string)[] extra)
        {
            world.Config = world.Config.SetItem("project:size", new ConfigValue(size, Secret: false));
            var request = world.Request();
            return request with
            {
                ProgramDirectory = folder,
                RootDirectory = folder,
                Environment = request.Environment.Add("NODE_MODULES_DIR", modules).AddRange(extra.Select(e => KeyValuePair.Create(e.Item1, e.Item2))),
                Program = new ProcessProgram("/bin/sh", ["-c", """
                    exec node "$NODE_MODULES_DIR/@pulumi/pulumi/cmd/run" --monitor "$PULUMI_MONITOR" --engine "$PULUMI_ENGINE" \
                      --project "$PULUMI_PROJECT" --stack "$PULUMI_STACK" --organization "$PULUMI_ORGANIZATION" --root-directory "$PULUMI_PWD" \
                      --pwd "$PULUMI_PWD" --parallel 8 ${DRY:+--dry-run} .
                    """]),
            };
        }

        var preview = await world.RunAsync(Request("1", ("DRY", "1")) with { Preview = true });
        Assert.True(preview.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Contains("info : hello from node", world.Events.Messages);

        var up = await world.RunAsync(Request("1"));
        Assert.True(up.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Equal("create=6", LifecycleTests.Counts(up));
        var outputs = world.StackOutputs;
        Assert.Equal("42", outputs["asked"].AsString());
        Assert.Equal(PropertyValue.SecretOf("hush"), world.Find("a").Inputs["password"]);
        Assert.Equal($"{world.Find("own").Urn}::{world.Find("own").Id}", world.Find("b").Provider);
        Assert.Equal(world.Find("group").Urn, world.Find("group-child").Parent);

        var again = await world.RunAsync(Request("1"));
        Assert.Equal("same=6", LifecycleTests.Counts(again));
        Assert.Empty(world.Saved.Log);

        var broken = await world.RunAsync(Request("3", ("BREAK", "1")));
        Assert.False(broken.Succeeded);
        Assert.Contains(world.Events.Messages, message => message.EndsWith("Program exited with non-zero exit code: 5", StringComparison.Ordinal));
        Assert.Equal(outputs, world.StackOutputs);

        world.Provider.Fault = (method, name) =>
            (method, name) == ("Update", "a") ? throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.Internal, "no")) : Task.CompletedTask;
        var refused = await world.RunAsync(Request("4"));
        Assert.False(refused.Succeeded);
        Assert.Equal(["error a: no"], world.Events.Messages.Where(message => message.StartsWith("error", StringComparison.Ordinal)));
        world.Provider.Fault = (_, _) => Task.CompletedTask;

        var destroyed = await world.DestroyAsync();
        Assert.True(destroyed.Succeeded, string.Join('\n', world.Events.Messages));
        Assert.Empty(world.State.Resources);
        Directory.Delete(folder, recursive: true);
    }
}
