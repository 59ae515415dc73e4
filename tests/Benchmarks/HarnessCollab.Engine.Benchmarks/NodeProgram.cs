using HarnessCollab.Testing;

namespace HarnessCollab.Engine.Benchmarks;

/// <summary>The test program once more, for Node.</summary>
internal static class NodeProgram
{
    private const string Text = """
        "use strict";
        const pulumi = require("@pulumi/pulumi");
        const config = new pulumi.Config();
        for (let i = 0; i < config.requireNumber("count"); i++) {
            const suffix = i === 0 ? "" : `-${i}`;
            new pulumi.CustomResource("harnesscollab:index:JiraCollaborationProvider", `jira${suffix}`, {
                displayName: `ops-jira${suffix}`, baseUrl: config.require("baseUrl"), username: config.require("username"),
                apiToken: config.requireSecret("apiToken"), connection: undefined, revision: undefined,
            });
        }
        """;

    /// <summary>Makes the project a Node project.</summary>
    public static async Task WriteAsync(string folder, string modules)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "index.js"), Text);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "name": "e2e", "main": "index.js" }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "Pulumi.yaml"), $"""
            name: e2e
            runtime: nodejs
            plugins:
              providers:
                - name: harnesscollab
                  path: {Path.GetDirectoryName(Artifacts.Plugin)}
            """);
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), modules);
    }
}
