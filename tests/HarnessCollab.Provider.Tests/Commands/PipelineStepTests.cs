using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The example of a pipeline step, with a real account and the stand-in Jira.</summary>
public sealed class PipelineStepTests(SandboxFixture sandbox) : CommandTest
{
    private static string FileIssue => Path.Combine(Artifacts.RepositoryRoot, "examples", "pipeline-step", "file-issue");

    [Fact]
    public async Task It_files_an_issue_with_the_account_and_prints_its_key()
    {
        SkipWithoutTools();
        await SeedAsync(baseUrl: sandbox.Jira.BaseUrl, secret: JiraSandbox.Token);

        var result = await RunAsync(Exec("OPS", "Deployed \"shop\" \\o/"));

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("^OPS-[0-9]+\n$", result.Output);
        Assert.Contains(await sandbox.Jira.RequestsAsync(), request => request.GetRawText().Contains("/rest/api/2/issue\"", StringComparison.Ordinal)
            && request.GetRawText().Contains("201", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JiraSandbox.Token, "NOPE", "error: Jira answered 400: ")]
    [InlineData(Secret, "OPS", "error: Jira answered 401: ")]
    public async Task It_fails_with_Jiras_answer(string secret, string project, string message)
    {
        SkipWithoutTools();
        await SeedAsync(baseUrl: sandbox.Jira.BaseUrl, secret: secret);

        var result = await RunAsync(Exec(project, "Deployed"));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Errors, StringComparison.Ordinal);
    }

    private static string[] Exec(params string[] arguments) =>
        ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", FileIssue, .. arguments];

    private static void SkipWithoutTools()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The example is a bash script.");
        }

        if (!Directory.Exists(Path.Combine(Artifacts.RepositoryRoot, "examples", "pipeline-step")))
        {
            Assert.Skip("The examples are not beside the published tests.");
        }
    }
}
