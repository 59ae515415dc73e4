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

    // collab starts no Node program by itself, but any executable.
    private const string Start = """
        #!/bin/sh
        exec node node_modules/@pulumi/pulumi/cmd/run --monitor "$PULUMI_MONITOR" --engine "$PULUMI_ENGINE" --organization "$PULUMI_ORGANIZATION" \
          --project "$PULUMI_PROJECT" --root-directory "$PULUMI_ROOT_DIRECTORY" --stack "$PULUMI_STACK" --pwd "$PULUMI_PWD" \
          $([ "$PULUMI_DRY_RUN" = true ] && echo --dry-run) --parallel "$PULUMI_PARALLEL" .
        """;

    /// <summary>Makes the project one with a Node program, for the Pulumi CLI or for collab.</summary>
    public static async Task WriteAsync(string folder, string modules, bool isPulumi)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "index.js"), Text);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{ "name": "e2e", "main": "index.js" }""");
        var start = Path.Combine(folder, "start");
        await File.WriteAllTextAsync(start, Start);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(start, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Pulumi.yaml"), $"""
            name: e2e
            runtime: {(isPulumi ? "nodejs" : "{ name: dotnet, options: { binary: ./start } }")}
            plugins:
              providers:
                - name: harnesscollab
                  path: {Path.GetDirectoryName(Artifacts.Plugin)}
            """);
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), modules);
    }
}
