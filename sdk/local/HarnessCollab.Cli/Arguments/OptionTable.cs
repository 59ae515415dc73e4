namespace HarnessCollab.Cli.Arguments;

/// <summary>The options of the commands, with the Pulumi CLI's names and meanings.</summary>
internal static class OptionTable
{
    /// <summary>Options of every command.</summary>
    public static IReadOnlyList<OptionSpec> Global { get; } =
    [
        OptionSpec.Text("color", "always, never or auto"),
        OptionSpec.Text("cwd", "run as if started in this folder", "C"),
        OptionSpec.Flag("help", "show this text", "h"),
        OptionSpec.Flag("non-interactive", "never ask"),
        OptionSpec.Flag("sandbox", "use the stand-in Jira and the stack 'sandbox' (an option of collab alone)"),
    ];

    public static OptionSpec Stack { get; } = OptionSpec.Text("stack", "the stack to use, instead of the selected one", "s");

    public static OptionSpec Yes { get; } = OptionSpec.Flag("yes", "go on without asking", "y");

    public static OptionSpec Json { get; } = OptionSpec.Flag("json", "write JSON", "j");

    public static OptionSpec ShowSecrets { get; } = OptionSpec.Flag("show-secrets", "show secrets in clear");

    /// <summary>Options of preview, up, refresh and destroy.</summary>
    public static IReadOnlyList<OptionSpec> Operation { get; } =
    [
        Stack,
        ShowSecrets,
        OptionSpec.Flag("diff", "show every property that differs; collab always does"),
        OptionSpec.Flag("expect-no-changes", "fail when something changes"),
        OptionSpec.Text("parallel", "how many resources at once", "p"),
        OptionSpec.Flag("run-program", "run the program to know the providers' current settings"),
        OptionSpec.Flag("show-sames", "show unchanged resources too"),
        OptionSpec.Flag("suppress-outputs", "do not show the stack's outputs"),
        OptionSpec.Flag("suppress-progress", "no dots while waiting"),
    ];

    /// <summary>Options of up and preview alone.</summary>
    public static IReadOnlyList<OptionSpec> Update { get; } = [OptionSpec.Text("replace", "a resource to replace, by URN; may be given several times")];

    public static OptionSpec Refresh { get; } = new("refresh", "r", OptionValue.Optional, "read what is really there first");

    /// <summary>Options that the Pulumi CLI has and collab has not: who gives one is told so. The rest are unknown to both.</summary>
    public static IReadOnlySet<string> OnlyPulumi { get; } = (
        "address all attach-debugger client config config-file config-path continue-on-error copilot copy-config-from debug destroy-on-cleanup diff-env disable-integrity-checking "
        + "emoji event-log exclude exclude-dependents exclude-protected file force fully-qualify-stack-names generate-code generate-resources import-file import-pending-creates json "
        + "logflow logtostderr memprofilerate message neo no-select open organization otel-traces out output parent path plaintext plan policy-pack policy-pack-config profiling project "
        + "properties protect provider raw refresh remote remove-backups replace run-program save-plan secrets-provider shell show-config show-full-output show-ids show-name "
        + "show-policy-remediations show-reads show-replacement-steps show-urns strict suppress-permalink suppress-stream-logs tag target target-dependents target-replace teams "
        + "tracing type urns verbose version").Split(' ').ToHashSet(StringComparer.Ordinal);

    /// <summary>Options of those that change something.</summary>
    public static IReadOnlyList<OptionSpec> Change { get; } =
    [
        Yes,
        OptionSpec.Flag("skip-preview", "do not preview first", "f"),
        OptionSpec.Flag("preview-only", "only preview"),
    ];
}
