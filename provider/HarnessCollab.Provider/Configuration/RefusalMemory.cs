namespace HarnessCollab.Provider.Configuration;

/// <summary>Where refusals by Jira are remembered across processes: under the Pulumi home, which all plugins of a user share.</summary>
internal static class RefusalMemory
{
    public static string PathIn(IProcessEnvironment environment)
    {
        var home = environment.Variable("PULUMI_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pulumi");
        return Path.Combine(home, PackageInfo.Name, "refusals");
    }
}
