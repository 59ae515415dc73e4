namespace HarnessCollab.Provider.Configuration;

/// <summary>Where refusals by Jira are remembered across processes: under the Pulumi home, which all plugins of a user share.</summary>
internal static class RememberedRefusals
{
    public static string PathIn(IProcessEnvironment environment)
    {
        var home = environment.Variable("PULUMI_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        // Version 0.1 has its own, "refusals", in another form.
        return Path.Combine(home, PackageInfo.Name, "refused");
    }

    /// <summary>
    /// The command by which the reader makes them forgotten: whoever has been started by collab has that, anybody else the Pulumi CLI.
    /// </summary>
    public static string ForgetCommand(IProcessEnvironment environment) =>
        environment.Variable("HARNESSCOLLAB_STARTED_BY") == "collab"
            ? "collab doctor --forget"
            : $"pulumi plugin run --kind resource {PackageInfo.Name} -- doctor --forget";
}
