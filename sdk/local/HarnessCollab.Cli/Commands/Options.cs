namespace HarnessCollab.Cli.Commands;

/// <summary>The options of the commands, with the Pulumi CLI's names and meanings.</summary>
internal static class Options
{
    public static readonly Option Color = new("--color", "WHEN", "always, never, auto or raw");
    public static readonly Option Cwd = new("--cwd", "FOLDER", "run as if started in this folder", "-C");
    public static readonly Option NonInteractive = new("--non-interactive", null, "never ask");
    public static readonly Option Sandbox =
        new("--sandbox", null, "use the stand-in Jira and the stack 'sandbox' (an option of collab alone)");

    public static readonly Option Stack = new("--stack", "NAME", "the stack to use, instead of the selected one", "-s");
    public static readonly Option Yes = new("--yes", null, "go on without asking", "-y");
    public static readonly Option Json = new("--json", null, "write JSON", "-j");
    public static readonly Option ShowSecrets = new("--show-secrets", null, "show secrets in clear");
    public static readonly Option Secret = new("--secret", null, "encrypt the value");

    public static readonly Option Create = new("--create", null, "make it when it does not exist", "-c");
    public static readonly Option AllProjects = new("--all", null, "of all projects: here there is one", "-a");
    public static readonly Option Force = new("--force", null, "even when it has resources", "-f");
    public static readonly Option PreserveConfig = new("--preserve-config", null, "keep its settings");

    public static readonly Option Diff = new("--diff", null, "show every property that differs; collab always does");
    public static readonly Option ExpectNoChanges = new("--expect-no-changes", null, "fail when something changes");
    public static readonly Option Parallel = new("--parallel", "N", "how many resources at once", "-p");
    public static readonly Option RunProgram = new("--run-program", null, "run the program to know the providers' current settings");
    public static readonly Option ShowSames = new("--show-sames", null, "show unchanged resources too");
    public static readonly Option SuppressOutputs = new("--suppress-outputs", null, "do not show the stack's outputs");
    public static readonly Option SuppressProgress = new("--suppress-progress", null, "no dots while waiting");
    public static readonly Option Refresh = new("--refresh", null, "read what is really there first", "-r");
    public static readonly Option Replace =
        new("--replace", "URN", "a resource to replace; may be given several times") { IsRepeatable = true };

    public static readonly Option SkipPreview = new("--skip-preview", null, "do not preview first", "-f");
    public static readonly Option PreviewOnly = new("--preview-only", null, "only preview");
    public static readonly Option SkipPendingCreates = new("--skip-pending-creates", null, "keep interrupted creations");
    public static readonly Option ClearPendingCreates = new("--clear-pending-creates", null, "forget interrupted creations");
    public static readonly Option Remove = new("--remove", null, "remove the stack afterwards");

    /// <summary>Options of every command.</summary>
    public static readonly IReadOnlyList<Option> Everywhere = [Color, Cwd, NonInteractive, Sandbox];

    /// <summary>Options of preview, up, refresh and destroy.</summary>
    public static readonly IReadOnlyList<Option> Operation =
        [Stack, ShowSecrets, Diff, ExpectNoChanges, Parallel, RunProgram, ShowSames, SuppressOutputs, SuppressProgress];

    /// <summary>Options of the commands that change something.</summary>
    public static readonly IReadOnlyList<Option> Change = [Yes, SkipPreview, PreviewOnly];

    /// <summary>Whether an option that collab does not have exists in the Pulumi CLI: the error message says so then.</summary>
    public static bool IsOnlyPulumis(string name) => OnlyPulumi.Split(' ').Contains(name);

    private const string OnlyPulumi =
        "--address --all --attach-debugger --client --config --config-file --config-path --continue-on-error --copilot --copy-config-from "
        + "--debug --destroy-on-cleanup --diff-env --disable-integrity-checking --emoji --event-log --exclude --exclude-dependents "
        + "--exclude-protected --file --force --fully-qualify-stack-names --generate-code --generate-resources --import-file --import- "
        + "pending-creates --json --logflow --logtostderr --memprofilerate --message --neo --no-select --open --organization --otel-traces "
        + "--out --output --parent --path --plaintext --plan --policy-pack --policy-pack-config --profiling --project --properties "
        + "--protect --provider --raw --refresh --remote --remove-backups --replace --run-program --save-plan --secrets-provider --shell "
        + "--show-config --show-full-output --show-ids --show-name --show-policy-remediations --show-reads --show-replacement-steps --show- "
        + "urns --strict --suppress-permalink --suppress-stream-logs --tag --target --target-dependents --target-replace --teams --tracing "
        + "--type --urns --verbose --version";
}
