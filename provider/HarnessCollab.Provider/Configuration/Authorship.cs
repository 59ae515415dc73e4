namespace HarnessCollab.Provider.Configuration;

/// <summary>The author of writes, as this process knows it: the user, the host, and the CI job if there is one.</summary>
internal static class Authorship
{
    public static Author Of(string? urn, IProcessEnvironment environment) => new()
    {
        Urn = urn,
        User = environment.UserName,
        Host = environment.HostName,
        Job = Job(environment),
    };

    private static string? Job(IProcessEnvironment environment)
    {
        if (environment.Variable("GITHUB_RUN_ID") is { } run)
        {
            return $"{environment.Variable("GITHUB_SERVER_URL") ?? "https://github.com"}/"
                + $"{environment.Variable("GITHUB_REPOSITORY")}/actions/runs/{run}";
        }

        return environment.Variable("CI_JOB_URL") // GitLab
            ?? environment.Variable("BUILD_URL") // Jenkins
            ?? environment.Variable("HARNESS_EXECUTION_ID")
            ?? environment.Variable("BUILD_BUILDURI"); // Azure Pipelines
    }
}
