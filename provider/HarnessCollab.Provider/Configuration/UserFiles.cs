namespace HarnessCollab.Provider.Configuration;

/// <summary>The files that processes share: in the Pulumi home, which all plugins of a user use.</summary>
internal static class UserFiles
{
    /// <summary>Candidates that Jira has refused. An earlier state of development left a file "refusals" in another format.</summary>
    public static string Refusals(IProcessEnvironment environment) => PathOf("refused", environment);

    /// <summary>Runs on a platform that have not ended normally.</summary>
    public static string Runs(IProcessEnvironment environment) => PathOf("runs", environment);

    /// <summary>
    /// The command with which the user makes us forget refusals: collab's own if collab started this process, otherwise that of the Pulumi CLI.
    /// </summary>
    public static string ForgetCommand(IProcessEnvironment environment) =>
        environment.Variable("HARNESSCOLLAB_STARTED_BY") == "collab"
            ? "collab doctor --forget"
            : $"pulumi plugin run --kind resource {PackageInfo.Name} -- doctor --forget";

    private static string PathOf(string name, IProcessEnvironment environment)
    {
        var home = environment.Variable("PULUMI_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        return Path.Combine(home, PackageInfo.Name, name);
    }
}
