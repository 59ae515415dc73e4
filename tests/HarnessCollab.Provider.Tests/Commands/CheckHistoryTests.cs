using System.Globalization;
using System.Text.Json;
using HarnessCollab.Testing;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The history of checks: in a SQL store, or in a file.</summary>
public sealed class CheckHistoryTests(SandboxFixture sandbox) : CommandTest
{
    private const int Crowd = 8;

    [Fact]
    public async Task Each_check_is_a_line_of_the_account_under_all_its_names_and_the_log_knows_nothing_of_it()
    {
        await SeedGoodAsync("first name");
        var log = (await RunAsync("store", "log")).Output;
        await RunAsync("accounts", "check");
        await ExecuteAsync("update providers set display_name = 'second name', base_url = 'http://127.0.0.1:9', seal = null");
        await RunAsync("accounts", "check");

        var check = Assert.Single(Json(await RunAsync("accounts", "check", "--json", "--html", "health.html")).EnumerateArray());

        Assert.Equal(["passed", "failed HC3075", "failed HC3075"], HistoryOf(check));
        Assert.Equal(log, (await RunAsync("store", "log")).Output);
        var page = await ReadAsync("health.html");
        Assert.Contains("aria-label=\"Last 3: 2 failed, 1 passed\"", page, StringComparison.Ordinal);
        Assert.Matches("<li><time datetime=\"2[^\"]+Z\">2[-0-9: ]+ UTC</time> failed HC3075</li>", page);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_has_its_accounts_checked_and_says_that_the_history_lacks_it()
    {
        await SeedGoodAsync("good");
        await RunAsync("accounts", "check");
        Assert.Empty(Directory.GetFiles(Folder.Combine(".harnesscollab"), "*-wal"));

        var result = await RunInAsync(
            "mount --bind .harnesscollab .harnesscollab && mount -o remount,bind,ro .harnesscollab", "accounts", "check", "--html", "health.html");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Matches("\ngood +[0-9.:]+ +passed ", result.Output);
        Assert.Matches("^warning: HC5036: this check is not in the history; the verdicts are not affected. Cause: HC3031: [^\n]+\n$", result.Errors);
        Assert.Contains("aria-label=\"Last 1: 1 passed\"", await ReadAsync("health.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_version_before_on_read_only_media_is_checked_all_the_same()
    {
        await SeedGoodAsync("good");
        await ExecuteAsync("drop table checks; update store_meta set schema_version = 3");

        var result = await RunInAsync(
            "mount --bind .harnesscollab .harnesscollab && mount -o remount,bind,ro .harnesscollab", "accounts", "check", "--html", "health.html");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Matches("^warning: HC5036: this check is not in the history; the verdicts are not affected. Cause: HC3031: [^\n]+\n$", result.Errors);
        Assert.DoesNotContain("Last checks", await ReadAsync("health.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_another_key_nothing_is_checked_and_nothing_remembered()
    {
        await SeedGoodAsync("good");
        var key = await File.ReadAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Folder.Combine(".harnesscollab", "store.key"), Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);

        var result = await RunAsync("accounts", "check");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: HC3020: ", result.Errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), key, TestContext.Current.CancellationToken);
        Assert.Single(HistoryOf(Json(await RunAsync("accounts", "check", "--json"))[0]));
    }

    [Theory]
    [InlineData("--history", "past", "--html", "past")]
    [InlineData("--history", "past", "--html", "./sub/../past")]
    [InlineData("--history", "past", "--junit", "link")]
    [InlineData("--html", "past", "--junit", "past")]
    public async Task One_file_is_not_written_for_two_purposes(string first, string file, string second, string other)
    {
        await SeedGoodAsync("good");
        Assert.Equal(0, (await RunAsync("accounts", "check", "--history", "past")).ExitCode);
        var before = await ReadAsync("past");
        File.CreateSymbolicLink(Folder.Combine("link"), "past");

        var result = await RunAsync("accounts", "check", first, file, second, other);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($" name the same file, {Folder.Combine("past")}; give each its own file", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync("past"));
        Assert.Equal(0, (await RunAsync("accounts", "check", "--html", "/dev/null", "--junit", "/dev/null")).ExitCode);
    }

    [Fact]
    public async Task A_file_takes_the_place_of_the_store_and_is_written_through_a_link()
    {
        await SeedGoodAsync("good");
        Directory.CreateDirectory(Folder.Combine("kept"));
        File.CreateSymbolicLink(Folder.Combine("history"), Folder.Combine("kept", "history.jsonl"));
        await CheckAsync("history");

        var check = Json(await CheckAsync("history", "--json"))[0];

        Assert.Equal(["passed", "passed"], HistoryOf(check));
        Assert.Equal("kept/history.jsonl", Path.GetRelativePath(Folder.Path, new FileInfo(Folder.Combine("history")).LinkTarget!));
        var lines = await LinesAsync("kept/history.jsonl");
        Assert.Matches("^{\"accountChecks\":1,\"store\":\"[a-z0-9_]+\"}$", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Single(HistoryOf(Json(await RunAsync("accounts", "check", "--json"))[0]));
    }

    [Fact]
    public async Task Many_runs_at_once_lose_no_line()
    {
        await SeedGoodAsync("good");

        var results = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => CheckAsync("history")));

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Errors)));
        Assert.Equal(Crowd + 1, (await LinesAsync("history")).Length);
    }

    [Fact]
    public async Task Old_lines_of_a_file_go_and_thirty_are_told()
    {
        await SeedGoodAsync("good");
        await CheckAsync("history");
        var lines = await LinesAsync("history");
        string[] old = [lines[0], Line(402), Line(398), .. Enumerable.Repeat(lines[1], 29)];
        Folder.Write("history", string.Concat(old.Select(line => $"{line}\n")));

        var history = HistoryOf(Json(await CheckAsync("history", "--json"))[0]);

        Assert.Equal(Enumerable.Repeat("passed", 30), history);
        Assert.Equal(32, (await LinesAsync("history")).Length);
        Assert.Contains("HC398", await ReadAsync("history"), StringComparison.Ordinal);

        string Line(int daysAgo) => lines[1]
            .Replace("passed", string.Create(CultureInfo.InvariantCulture, $"failed\",\"code\":\"HC{daysAgo}"), StringComparison.Ordinal)
            .Replace(lines[1].Split("\"at\":\"")[1].Split('T')[0], $"{DateTime.UtcNow.AddDays(-daysAgo):yyyy-MM-dd}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON\n", "line 1 is not what the plugin writes there")]
    [InlineData("{\"accountChecks\":2,\"store\":\"STORE\"}\n", "it has version 2, but this plugin supports version 1")]
    [InlineData("{\"accountChecks\":1,\"store\":\"another\"}\n", "it is the history of the store another, not of the store STORE")]
    [InlineData("{\"accountChecks\":1,\"store\":\"STORE\"}\n{\"account\":\"a\",\"at\":\"2026-0", "line 2 is not what the plugin writes there")]
    public async Task A_file_that_is_not_understood_is_left_as_it_is_and_nothing_is_tested(string content, string why)
    {
        await using var jira = await JiraSandbox.StartAsync();
        await SeedGoodAsync("good", jira.BaseUrl);
        var id = Json(await RunAsync("store", "info", "--json")).GetProperty("storeId").GetString()!;
        content = content.Replace("STORE", id, StringComparison.Ordinal);
        Folder.Write("history", content);

        var result = await CheckAsync("history");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"error: HC5037: the history of checks in {Folder.Combine("history")} cannot be used: "
                + why.Replace("STORE", id, StringComparison.Ordinal)
                + ". It was left as it is. Put back a copy, or name another file.\n",
            result.Errors);
        Assert.Equal(content, await ReadAsync("history"));
        Assert.Empty(await jira.RequestsAsync());
    }

    [Theory]
    [InlineData("nowhere/history", "its folder does not exist")]
    [InlineData(".", "it is not a regular file")]
    [InlineData("pipe", "it is not a regular file")]
    [InlineData("circle", "")]
    public async Task What_is_no_file_is_told_before_anything_is_tested(string path, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes have no path in a folder there.");
        await SeedGoodAsync("good");
        await ChildProcess.RunAsync("mkfifo", ["pipe"], Folder.Path);
        File.CreateSymbolicLink(Folder.Combine("circle"), Folder.Combine("circle"));

        var result = await CheckAsync(path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            $"error: HC5037: the history of checks in {Path.GetFullPath(path, Folder.Path)} cannot be used: {why}",
            result.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_the_answer_comes_and_old_history_and_old_reports_stay_whole()
    {
        await SeedGoodAsync("good");
        Folder.Write("disk/.keep", "");
        const string Mount = "mount -t tmpfs -o size=64k none disk && cp history health.html disk/ && head -c 1m /dev/zero >disk/ballast; ";
        await CheckAsync("history");
        Folder.Write("health.html", "the old page");
        const string After = " && { \"$0\" \"$@\"; code=$?; cat disk/health.html; wc -l <disk/history; ls -A disk; exit $code; }; exit; true";

        var result = await RunInAsync(
            $"{Mount}true{After}", "accounts", "check", "--history", "disk/history", "--html", "disk/health.html", "--markdown");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("**1 account: 1 passed, 0 failed, 0 inconclusive**\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nthe old page2\nballast\nhealth.html\nhistory\nhistory.lock\n", result.Output, StringComparison.Ordinal);
        Assert.Matches(
            "warning: HC5036: this check is not in the history; the verdicts are not affected. Cause: HC5037: "
                + "the history of checks in .*/disk/history cannot be used: No space left",
            result.Errors);
        Assert.Matches(
            "error: HC5038: --html: the file .*/disk/health.html could not be written. An earlier file of that name is unchanged. "
                + ".* Cause: No space left on device",
            result.Errors);
        Assert.DoesNotContain("HC9001", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_goes_to_a_device_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no devices in the file system.");
        await SeedGoodAsync("good");

        var gone = await RunAsync("accounts", "check", "--junit", "/dev/null");
        var full = await RunAsync("accounts", "check", "--junit", "/dev/full");

        Assert.Equal((0, ""), (gone.ExitCode, gone.Errors));
        Assert.StartsWith("error: HC5038: --junit: the file /dev/full could not be written. ", full.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists("/dev/null"));
    }

    private Task SeedGoodAsync(string name, string? url = null) =>
        SeedAsync(name, url ?? sandbox.Jira.BaseUrl, secret: JiraSandbox.Token, username: JiraSandbox.User);

    private Task<CommandResult> CheckAsync(string file, params string[] more) => RunAsync(["accounts", "check", "--history", file, .. more]);

    private Task<CommandResult> RunInAsync(string mount, params string[] command)
    {
        var host = OwnMounts.Host(mount);
        return ChildProcess.RunAsync(host[0], [.. host.Skip(1), .. command], Folder.Path, Variables(null));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Folder.Combine(file), TestContext.Current.CancellationToken);

    private Task<string[]> LinesAsync(string file) => File.ReadAllLinesAsync(Folder.Combine(file), TestContext.Current.CancellationToken);

    private static string[] HistoryOf(JsonElement check) =>
    [
        .. check.GetProperty("history").EnumerateArray().Select(past =>
            $"{past.GetProperty("verdict")} {(past.TryGetProperty("code", out var code) ? code.GetString() : "")}".TrimEnd()),
    ];
}
