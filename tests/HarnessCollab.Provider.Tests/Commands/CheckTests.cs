using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Testing;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>All accounts at a glance.</summary>
public sealed class CheckTests(SandboxFixture sandbox) : CommandTest
{
    // Nothing listens there.
    private const string Nowhere = "http://127.0.0.1:9";

    [Fact]
    public async Task Accounts_that_work_pass_by_one_sign_in_per_credential()
    {
        await using var jira = await JiraSandbox.StartAsync();
        await SeedGoodAsync("alpha", jira.BaseUrl);
        await SeedGoodAsync("beta", jira.BaseUrl);
        await SeedGoodAsync("gamma", jira.BaseUrl);

        var result = await RunAsync("accounts", "check", "--all");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var lines = result.Output.Split('\n');
        Assert.Matches("^ACCOUNT +HOST +VERDICT +EXPIRES IN +PROJECTS +LAST CHANGE +BY +USAGE SCOPE$", lines[0]);
        Assert.Matches(
            "^alpha +127[.]0[.]0[.]1:[0-9]+ +passed +- +usable +2[0-9-]+ [0-9:]+ UTC +anna on build-7 +applications: all; environments: all$",
            lines[1]);
        Assert.EndsWith("\n3 accounts: 3 passed, 0 failed, 0 inconclusive\n", result.Output, StringComparison.Ordinal);
        Assert.Single(await jira.RequestsAsync(), request => request.GetProperty("path").GetString()!.EndsWith("/myself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_worst_verdict_is_the_exit_code_and_each_finding_has_its_remedy()
    {
        await SeedGoodAsync("good");
        await SeedAsync("away", Nowhere);
        var unknown = await RunAsync("accounts", "check");
        await SeedAsync("refused", sandbox.Jira.BaseUrl);

        var failed = await RunAsync("accounts", "check");
        var one = await RunAsync("accounts", "check", "--account", "good");
        var nobody = await RunAsync("accounts", "check", "--account", "nobody");

        Assert.Equal([3, 1, 0, 1], new[] { unknown.ExitCode, failed.ExitCode, one.ExitCode, nobody.ExitCode });
        Assert.Matches("\nrefused +[0-9.:]+ +failed HC4310 ", failed.Output);
        Assert.Matches("\naway +[0-9.:]+ +inconclusive HC4[0-9]+ ", failed.Output);
        Assert.Matches("\nerror HC4310 [(]'refused', apiToken[)]: .+\n  .+\n", failed.Output);
        Assert.EndsWith("\n3 accounts: 1 passed, 1 failed, 1 inconclusive\n", failed.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: HC5032: ", nobody.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_accounts_at_one_host_do_not_use_up_the_time_of_one_another()
    {
        await using var jira = await JiraSandbox.StartAsync("--delay", "1000");
        for (var at = 0; at < 24; at++)
        {
            await SeedAsync(string.Create(CultureInfo.InvariantCulture, $"account {at}"), jira.BaseUrl, username: $"user{at}@example.com");
        }

        var result = await RunAsync("accounts", "check", "--timeout", "15", "--json");

        Assert.All(Json(result).EnumerateArray(), check => Assert.Equal("HC4310", CodeOf(check)));
    }

    [Fact]
    public async Task The_JSON_has_each_account_as_list_gives_it_with_its_report_as_doctor_gives_it()
    {
        await SeedGoodAsync("good", expires: Today.AddDays(5));

        var check = Assert.Single(Json(await RunAsync("accounts", "check", "--json")).EnumerateArray());

        Assert.Equal(["account", "expiresInDays", "expiring", "report", "history"], Names(check));
        Assert.Equal("good", check.GetProperty("account").GetProperty("displayName").GetString());
        Assert.Equal(5, check.GetProperty("expiresInDays").GetInt32());
        Assert.False(check.GetProperty("expiring").GetBoolean());
        Assert.Equal("passed", check.GetProperty("report").GetProperty("verdict").GetString());
        Assert.Equal("HC4007", CodeOf(check));
    }

    [Theory]
    [InlineData("59", 0, false)]
    [InlineData("60", 1, true)]
    public async Task A_token_that_expires_soon_counts_where_that_is_asked_for(string days, int exitCode, bool expiring)
    {
        await SeedGoodAsync("good", expires: Today.AddDays(60));

        var result = await RunAsync("accounts", "check", "--warn-days", days, "--junit", "junit.xml");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(" 60 days ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"; {(expiring ? 1 : 0)} expiring within {days} days\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            expiring ? ["The credential expires in 60 days."] : [], Cases("failure").Select(failure => (string)failure.Attribute("message")!));
    }

    [Fact]
    public async Task A_name_is_no_markup_no_mention_and_no_command()
    {
        const string Hostile = "a|b`<script>alert(1)</script> @octocat #1 [x](http://e) \u001b[31m\n::warning::\u202e&quot;\"'";
        const string Shown = "a|b`<script>alert(1)</script> @octocat #1 [x](http://e) :warning:&quot;\"'";
        await SeedAsync(Hostile, sandbox.Jira.BaseUrl);

        var table = await RunAsync("accounts", "check");
        var markdown = await RunAsync("accounts", "check", "--markdown", "--junit", "junit.xml");

        Assert.Contains($"\n{Shown} ", table.Output, StringComparison.Ordinal);
        Assert.Equal(1, markdown.ExitCode);
        Assert.StartsWith("**1 account: 0 passed, 1 failed, 0 inconclusive**\n\n| Account | ", markdown.Output, StringComparison.Ordinal);
        Assert.Equal(Shown, System.Net.WebUtility.HtmlDecode(markdown.Output.Split("<code>")[1].Split("</code>")[0]));
        Assert.All(
            new[] { "<script", "@octocat", "#1 ", "`", "[x]", "::" },
            mark => Assert.DoesNotContain(mark, markdown.Output, StringComparison.Ordinal));
        // As many bars as there are columns, in every row.
        Assert.All(markdown.Output.Split('\n').Where(line => line.StartsWith('|')), row => Assert.Equal(9, row.Count(each => each == '|')));
        Assert.Equal(Shown, (string)Assert.Single(Cases("testcase")).Attribute("name")!);
        Assert.Equal("HC4310", (string)Assert.Single(Cases("failure")).Attribute("type")!);
    }

    [Fact]
    public async Task An_account_that_was_changed_past_the_plugin_fails_alone_and_its_credential_stays()
    {
        await using var other = Script.Server.Start();
        await SeedGoodAsync("good");
        await SeedAsync("moved");
        await using (var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"update providers set base_url = '{other.Url}' where display_name = 'moved'";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var result = await RunAsync("accounts", "check");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("\ngood +[0-9.:]+ +passed ", result.Output);
        Assert.Matches("\nmoved +[0-9.:]+ +failed HC3075 ", result.Output);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("nowhere/junit.xml")]
    [InlineData("")]
    [InlineData(".")]
    public async Task A_file_that_cannot_be_written_is_told_before_anything_is_tested(string file)
    {
        await using var jira = await JiraSandbox.StartAsync();
        await SeedGoodAsync("good", jira.BaseUrl);

        var result = await RunAsync("accounts", "check", "--junit", file);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: --junit: the file cannot be written. ", result.Errors, StringComparison.Ordinal);
        Assert.Empty(await jira.RequestsAsync());
    }

    [Fact]
    public async Task An_empty_store_passes_and_says_so()
    {
        await SeedAsync("gone");
        var id = Json(await RunAsync("accounts", "list", "--json"))[0].GetProperty("id").GetString()!;
        await RunAsync("accounts", "delete", "--id", id, "--yes", "--in-flight");

        var result = await RunAsync("accounts", "check");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("no accounts in the SQLite file ", result.Errors, StringComparison.Ordinal);
        Assert.Equal("[]\n", (await RunAsync("accounts", "check", "--json")).Output);
    }

    [Fact]
    public async Task A_terminal_sees_how_far_it_is()
    {
        await SeedGoodAsync("good");
        await using var terminal = Terminal.Start(
            Folder.Path, Variables(new Dictionary<string, string?> { ["TERM"] = "xterm" }), Artifacts.Plugin, "accounts", "check");

        await terminal.WaitForAsync("] 1 of 1 checked");

        Assert.Equal(0, await terminal.EndAsync());
        Assert.Contains("[..............................] 0 of 1 checked", terminal.Seen, StringComparison.Ordinal);
        Assert.Contains("\u001b[KACCOUNT", terminal.Seen, StringComparison.Ordinal);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private Task SeedGoodAsync(string name, string? url = null, DateOnly? expires = null) =>
        SeedAsync(name, url ?? sandbox.Jira.BaseUrl, secret: JiraSandbox.Token, username: JiraSandbox.User, expires: expires);

    private IEnumerable<XElement> Cases(string element) => XDocument.Load(Folder.Combine("junit.xml")).Descendants(element);

    private static string? CodeOf(JsonElement check) =>
        Assert.Single(check.GetProperty("report").GetProperty("findings").EnumerateArray()).GetProperty("code").GetString();
}
