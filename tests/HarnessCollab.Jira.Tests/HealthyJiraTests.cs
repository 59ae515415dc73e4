using System.Text;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>A healthy Jira passes: whatever its age, its size, and whatever a proxy does to the labels of its answers.</summary>
public sealed class HealthyJiraTests
{
    private const string Account = """{"name":"bot","active":true}""";

    private const string Mine = "/rest/api/2/mypermissions";

    [Theory]
    [InlineData("X-Seraph-LoginReason: OUT, OK")]
    [InlineData("X-Seraph-LoginReason: OUT,OK")]
    [InlineData("X-Seraph-LoginReason: ok")]
    [InlineData("X-Seraph-LoginReason: OUT", "X-Seraph-LoginReason: OK")]
    [InlineData("X-Seraph-LoginReason: OK", "X-Seraph-LoginReason: OUT")]
    [InlineData("X-Seraph-LoginReason: REMEMBERED")]
    [InlineData("X-AUSERNAME: anonymous", "X-AUSERNAME: bot")]
    public async Task A_reason_that_does_not_contradict_does_not_speak_against_an_account(params string[] headers) =>
        await PassesAsync(Script.Server.OnMyself(Reply.Json(200, Account, headers)));

    [Theory]
    [InlineData("OUT", "HC4318")]
    [InlineData("AUTHENTICATED_FAILED", "HC4313")]
    [InlineData("AUTHENTICATION_DENIED", "HC4301")]
    [InlineData("OK, AUTHENTICATION_DENIED", "HC4301")]
    [InlineData("OK, AUTHENTICATED_FAILED", "HC4318")]
    [InlineData("AUTHORISATION_FAILED", "HC4316")]
    public async Task A_reason_that_contradicts_speaks_against_a_200(string reason, string code)
    {
        var report = await TestAsync(Script.Server.OnMyself(Reply.Json(200, Account, $"X-Seraph-LoginReason: {reason}")));

        Assert.Equal(Verdict.Failed, report.Verdict);
        report.ShouldHold(code);
    }

    [Theory]
    [InlineData(200, "AUTHENTICATION_DENIED", "HC4301")]
    [InlineData(302, "AUTHENTICATION_DENIED", "HC4301")]
    [InlineData(401, "AUTHENTICATION_DENIED", "HC4301")]
    [InlineData(503, "AUTHENTICATION_DENIED", "HC4301")]
    [InlineData(200, "AUTHENTICATED_FAILED", "HC4313")]
    [InlineData(302, "AUTHENTICATED_FAILED", "HC4313")]
    [InlineData(403, "AUTHENTICATED_FAILED", "HC4313")]
    [InlineData(500, "AUTHENTICATED_FAILED", "HC4313")]
    [InlineData(403, "AUTHORISATION_FAILED", "HC4316")]
    [InlineData(401, "AUTHORISATION_FAILED", "HC4316")]
    public async Task A_reason_means_the_same_at_every_status_and_is_remembered(int status, string reason, string code)
    {
        using var folder = new TemporaryFolder();
        await using var server = Script.Server.OnMyself(Reply.Json(status, Account, $"X-Seraph-LoginReason: {reason}", "Location: /login.jsp"))
            .Start();
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);

        var first = await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")));
        await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")));

        Assert.Equal(Verdict.Failed, first.Verdict);
        first.ShouldHold(code);
        Assert.Single(server.SignedIn);
    }

    [Theory]
    [InlineData(500, 770)]
    [InlineData(3000, 2000)]
    public async Task A_list_of_projects_that_grew_with_the_company_is_read(int projects, int size) =>
        await PassesAsync(Script.Server.On("/rest/api/2/project", Reply.Json(200, Entries(projects, size))));

    [Fact]
    public async Task A_list_beyond_all_measure_is_no_statement_about_Jira()
    {
        var report = await TestAsync(Script.Server.On("/rest/api/2/project", Reply.Json(200, Entries(6000, 2000))));

        report.ShouldBe(Verdict.Passed, "HC4334");
        Assert.DoesNotContain("there was none", Reports.Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_looked_at_is_said()
    {
        var report = await TestAsync(Script.Server
            .On("/rest/api/2/project", Reply.Json(200, Entries(30, 20)))
            .On(Mine, request =>
                request.Target.Contains("projectKey", StringComparison.Ordinal) ? BrowseOnly : Reply.Json(200, Script.AllPermissions)));

        Assert.Contains("20 projects that were tested (of 30)", report.ShouldHold("HC4423").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_list_that_is_refused_is_no_statement_about_Jira(int status) =>
        (await TestAsync(Script.Server.On("/rest/api/2/project", Reply.Html(status, "no")))).ShouldBe(Verdict.Passed, "HC4334");

    [Fact]
    public async Task Permissions_that_are_not_told_for_a_project_do_not_count_as_refused()
    {
        var report = await TestAsync(Script.Server.On(
            Mine, request => request.Target.Contains("projectKey", StringComparison.Ordinal)
                ? Reply.Html(403, "Request Rejected")
                : Reply.Json(200, Script.AllPermissions)));

        report.ShouldBe(Verdict.Passed, "HC4334");
    }

    [Fact]
    public async Task A_named_project_with_1500_versions_passes()
    {
        var versions = string.Join(
            ',',
            Enumerable.Range(1, 1500).Select(number => $$"""{"id":"{{number}}","name":"{{number}}.0","description":"{{new string('x', 250)}}"}"""));
        await PassesAsync(
            Script.Server.On("/rest/api/2/project/OPS", Reply.Json(200, $$"""{"key":"OPS","versions":[{{versions}}],"archived":false}""")), "OPS");
    }

    [Fact]
    public async Task A_named_project_beyond_all_measure_passes_with_a_remark()
    {
        var report = await TestAsync(
            Script.Server.On("/rest/api/2/project/OPS", Reply.Json(200, $$"""{"key":"OPS","description":"{{new string('x', 9 * 1024 * 1024)}}"}""")),
            "OPS");

        report.ShouldBe(Verdict.Passed, "HC4335");
    }

    [Fact]
    public async Task Projects_of_a_cloud_site_are_read_page_by_page()
    {
        var script = Script.Cloud.On("/rest/api/2/project/search", request =>
        {
            var start = int.Parse(request.Target.Split("startAt=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);
            var keys = Enumerable.Range(start, Math.Min(50, 120 - start)).Select(number => $$"""{"key":"P{{number:000}}"}""");
            return Reply.Json(
                200,
                $$"""{"startAt":{{start}},"maxResults":50,"total":120,"isLast":{{(start + 50 >= 120 ? "true" : "false")}}"""
                + $$""","values":[{{string.Join(',', keys)}}]}""");
        }).On(Mine, request =>
            request.Target.Contains("projectKey", StringComparison.Ordinal) ? Reply.Json(404, "{}") : Reply.Json(200, Script.AllPermissions));

        var report = await TestAsync(script, "p117");

        Assert.Contains("P117", report.ShouldHold("HC4411").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_permission_keys_of_Jira_6_are_understood() =>
        await PassesAsync(Script.Server.On(Mine, Held("BROWSE", "CREATE_ISSUE", "EDIT_ISSUE")), "OPS");

    [Fact]
    public async Task A_refusal_by_an_old_key_is_one()
    {
        var report = await TestAsync(Script.Server.On(
            Mine,
            Reply.Json(
                200,
                """{"permissions":{"BROWSE":{"havePermission":true},"CREATE_ISSUE":{"havePermission":true}"""
                + ""","EDIT_ISSUE":{"havePermission":false}}}""")));

        Assert.Contains("EDIT_ISSUES missing", report.ShouldBe(Verdict.Failed, "HC4404").Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"BROWSE":{"havePermission":true}}""")]
    [InlineData("""{"CREATE_ISSUES":{"havePermission":"yes"},"EDIT_ISSUES":{"havePermission":true}}""")]
    public async Task A_permission_that_is_not_told_is_not_refused(string permissions) =>
        (await TestAsync(Script.Server.On(Mine, Reply.Json(200, $$"""{"permissions":{{permissions}}}""")))).ShouldBe(Verdict.Passed, "HC4333");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task Valid_JSON_is_read_whatever_its_label(string? label)
    {
        var script = new Script();
        foreach (var (path, body) in new[]
                 {
                     ("/rest/api/2/serverInfo", Script.ServerInfo), ("/rest/api/2/myself", Account), (Mine, Script.AllPermissions),
                     ("/rest/api/2/project", """[{"key":"OPS"}]"""),
                 })
        {
            script.On(path, request => Reply.Of(
                200, label, Encoding.UTF8.GetBytes(body.Replace("SELF", $"http://{request.Host}", StringComparison.Ordinal))));
        }

        await PassesAsync(script);
    }

    [Theory]
    [InlineData("/issues")]
    [InlineData("/projects/jira")]
    [InlineData("/browse")]
    public async Task A_context_path_named_like_a_page_is_proved_by_the_reach_step(string path)
    {
        await using var server = Script.Server.Below(path).On(Script.Elsewhere, Reply.Html(404, "Not Found")).Start();

        var report = await Testers.TestAsync(Testers.Settings(server.Url + path, "bot", kind: CredentialKind.Password));

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.DoesNotContain(report.Findings, finding => finding.Code == "HC4123");
    }

    [Fact]
    public async Task A_proxy_that_keeps_serverInfo_from_strangers_does_not_hide_Jira()
    {
        var report = await TestAsync(Script.Server
            .OnServerInfo(Reply.Html(403, "403 Forbidden"))
            .On("/rest/api/2/myself", request => request.Authorization is null
                ? Reply.Json(
                    401,
                    """{"message":"Client must be authenticated to access this resource.","status-code":401}""",
                    "X-AREQUESTID: 1x2x3",
                    $"WWW-Authenticate: OAuth realm=\"http%3A%2F%2F{request.Host}\"")
                : Reply.Json(200, Account)));

        report.ShouldBe(Verdict.Passed);
    }

    private static Reply BrowseOnly => Reply.Json(
        200,
        """{"permissions":{"BROWSE_PROJECTS":{"havePermission":true},"CREATE_ISSUES":{"havePermission":false}"""
        + ""","EDIT_ISSUES":{"havePermission":false}}}""");

    private static string Entries(int count, int size) =>
        $"[{string.Join(',', Enumerable.Range(1, count).Select(number => $$"""{"key":"P{{number}}","name":"{{new string('x', size)}}"}"""))}]";

    private static Reply Held(params string[] keys) =>
        Reply.Json(200, "{\"permissions\":{" + string.Join(',', keys.Select(key => $"\"{key}\":{{\"havePermission\":true}}")) + "}}");

    private static async Task PassesAsync(Script script, params string[] projects) => (await TestAsync(script, projects)).ShouldBe(Verdict.Passed);

    private static async Task<ConnectionReport> TestAsync(Script script, params string[] projects)
    {
        await using var server = script.Start();
        return await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password, projects: projects));
    }
}
