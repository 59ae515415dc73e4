using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.Engine.Benchmarks;

/// <summary>A command line with a program: all run the same plugin.</summary>
internal sealed record Contender(string Name, ICli Cli, string? NodeModules)
{
    private static readonly PulumiCli Pulumi = new();

    private static readonly string? Modules = Environment.GetEnvironmentVariable("PULUMI_NODE_MODULES");

    /// <summary>The one that the others are compared with, when it is there.</summary>
    public bool IsPeer => Cli is PulumiCli;

    public static IEnumerable<Contender> Available()
    {
        yield return new("collab, C#", new CollabCli(), null);
        if (Modules is not null)
        {
            yield return new("collab, Node", new CollabCli(), Modules);
            if (Pulumi.Unavailable is null)
            {
                yield return new("pulumi, Node", Pulumi, Modules);
            }
        }
    }

    public static IEnumerable<string> Missing()
    {
        if (Modules is null)
        {
            yield return "the Node program: set PULUMI_NODE_MODULES to a node_modules folder that holds @pulumi/pulumi";
        }

        if (Pulumi.Unavailable is { } why)
        {
            yield return $"the peer: {why}";
        }
    }

    /// <summary>Makes the stack.</summary>
    public async Task<StackFolder> StackAsync()
    {
        var stack = await StackFolder.CreateAsync(Cli, Artifacts.TestProgram);
        if (NodeModules is not null)
        {
            await NodeProgram.WriteAsync(stack.Root, NodeModules, IsPeer);
        }

        return stack;
    }
}
