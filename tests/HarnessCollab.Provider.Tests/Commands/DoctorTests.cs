using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The connection test by hand.</summary>
public sealed class DoctorTests(SandboxFixture sandbox) : CommandTest
{
    [Fact]
    public async Task A_good_account_passes_with_a_readable_report()
    {
        var result = await RunAsync(Doctor(sandbox.Jira.BaseUrl, "--project", "OPS", "--project", "DEV"), $"{JiraSandbox.Token}\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("  passed +myself +[0-9]+ ms\n", result.Output);
        Assert.Contains("project DEV", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nThe connection works.\n", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.DoesNotContain(JiraSandbox.Token, result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JSON_report_has_the_shape_of_testJiraConnection()
    {
        var result = await RunAsync(Doctor(sandbox.Jira.BaseUrl, "--json", "--project", "NOPE"), $"{JiraSandbox.Token}\n");

        Assert.Equal(1, result.ExitCode);
        var report = Json(result);
        Assert.Equal(["verdict", "deploymentType", "accountId", "version", "steps", "findings"], Names(report));
        Assert.Equal("failed", report.GetProperty("verdict").GetString());
        Assert.All(report.GetProperty("steps").EnumerateArray(), step => Assert.Equal(["name", "outcome", "milliseconds"], Names(step)));
        var finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(["code", "severity", "property", "message", "action"], Names(finding));
        Assert.Equal("projects", finding.GetProperty("property").GetString());
    }

    [Fact]
    public async Task A_refused_secret_fails_is_remembered_and_can_be_forgotten()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var doctor = Doctor(jira.BaseUrl);

        var first = await RunAsync(doctor, $"{Secret}\n");
        var second = await RunAsync(doctor, $"{Secret}\n");
        var asked = await jira.AuthenticatedRequestsAsync();
        var forgotten = await RunAsync("doctor", "--forget");
        await RunAsync(doctor, $"{Secret}\n");

        Assert.Equal([1, 1, 0], new[] { first.ExitCode, second.ExitCode, forgotten.ExitCode });
        Assert.Contains("error HC4310 (apiToken): ", first.Output, StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.Equal(2, await jira.AuthenticatedRequestsAsync());
    }

    [Fact]
    public async Task A_Jira_that_does_not_answer_is_inconclusive()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var result = await RunAsync(Doctor($"http://127.0.0.1:{port}"), $"{Secret}\n");

        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith("\nJira's answer is not known.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_of_the_store_is_tested_with_its_secret_or_with_a_new_one()
    {
        await SeedAsync(baseUrl: sandbox.Jira.BaseUrl, secret: JiraSandbox.Token);

        var stored = await RunAsync("doctor", "--account", "ops-jira");
        var candidate = await RunAsync(["doctor", "--account", "ops-jira", "--secret-stdin"], $"{Secret}\n");
        var unknown = await RunAsync("doctor", "--account", "nobody");

        Assert.Equal(0, stored.ExitCode);
        Assert.Equal(1, candidate.ExitCode);
        Assert.StartsWith("error: HC5032: there is no Jira account named 'nobody'", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_that_cannot_be_read_are_told()
    {
        var result = await RunAsync(Doctor(sandbox.Jira.BaseUrl, "--ca-certificates", "nowhere.pem"), $"{Secret}\n");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: HC2005: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeff{0}")]
    [InlineData("{0}")]
    [InlineData("{0}\r\n")]
    [InlineData("\ufeff{0}\n")]
    public async Task A_byte_order_mark_and_the_final_line_break_are_no_part_of_the_secret(string input)
    {
        var result = await RunAsync(Doctor(sandbox.Jira.BaseUrl), input.Replace("{0}", JiraSandbox.Token, StringComparison.Ordinal));

        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("{0}\u200b\n", "HC4340")]
    [InlineData("{0}\n\n", "HC4004")]
    [InlineData("{0}\nsecond line\n", "HC4004")]
    public async Task Everything_else_is_and_is_found_before_it_is_sent(string input, string code)
    {
        await using var jira = await JiraSandbox.StartAsync();
        var result = await RunAsync(Doctor(jira.BaseUrl), input.Replace("{0}", JiraSandbox.Token, StringComparison.Ordinal));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error {code} (apiToken): ", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, await jira.AuthenticatedRequestsAsync());
    }

    private static string[] Doctor(string url, params string[] more) =>
        ["doctor", "--base-url", url, "--username", JiraSandbox.User, "--kind", "api-token", "--secret-stdin", .. more];
}
