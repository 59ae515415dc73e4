namespace HarnessCollab.Provider.Configuration;

/// <summary>What is remembered across processes: in files under the Pulumi home, which all plugins of a user share.</summary>
internal static class UserFiles
{
    /// <summary>Candidates that Jira has refused. Version 0.1 has its own, "refusals", in another form.</summary>
    public static string Refusals(IProcessEnvironment environment) => PathOf("refused", environment);

    /// <summary>Runs on a platform that have not ended in order.</summary>
    public static string Runs(IProcessEnvironment environment) => PathOf("runs", environment);

    /// <summary>
    /// The command by which the reader makes refusals forgotten: whoever has been started by collab has that, anybody else the Pulumi CLI.
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
