using System.Security.Cryptography;
using HarnessCollab.Cli.Commands;
using HarnessCollab.Cli.Projects;
using HarnessCollab.Engine.Projects;
using HarnessCollab.Engine.Secrets;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Cli.Sandbox;

/// <summary>What <c>--sandbox</c> keeps in this working copy: a stack of its own, its passphrase, and the token that the stand-in Jira accepts.</summary>
internal sealed class SandboxFiles
{
    public const string StackName = "sandbox";

    private readonly ProjectFile _project;

    private SandboxFiles(ProjectFile project) => _project = project;

    public static SandboxFiles In(ProjectFile project) => new(project);

    /// <summary>The token that the stand-in accepts; made up on first use.</summary>
    public string Token() => Generated("sandbox-token", "sandbox-");

    public PassphraseSource Passphrase() =>
        new(new Dictionary<string, string> { ["PULUMI_CONFIG_PASSPHRASE"] = Generated("sandbox-passphrase", "") }, prompt: null);

    /// <summary>The stack, made on first use.</summary>
    public StackStore Stack(Invocation call)
    {
        var store = call.Backend.Stack(_project.Name, StackName);
        if (!store.Exists)
        {
            call.CreateStack(StackName);
        }

        return store;
    }

    private string Generated(string name, string prefix)
    {
        var path = LocalFolder.File(_project, name);
        if (!File.Exists(path))
        {
            LocalFolder.Write(_project, name, $"{prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}\n", secret: true);
        }

        return File.ReadAllText(path).Trim();
    }
}
