using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Commands;
using HarnessCollab.Provider.Commands.Check;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The page of a check: what is in it, whom it obeys, and how it works in a browser.</summary>
public sealed partial class CheckPageTests(SandboxFixture sandbox) : CommandTest
{
    private const string Hostile = "<img src=x onerror=\"document.title='taken'\">'\"</th><script>document.title='taken'</script>";
    private const string Golden = "tests/HarnessCollab.Provider.Tests/Commands/check-page.html";
    private const string BrowserScript = "tests/HarnessCollab.Provider.Tests/Commands/check-page.mjs";
    private const string Pictures = "provider/docs/health";
    private const string Title = "Health of the Jira accounts";
    private const string Chromium = "/usr/bin/chromium";

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly string? Modules = Environment.GetEnvironmentVariable("HARNESSCOLLAB_BROWSER_MODULES");

    [Fact]
    public void The_structure_is_the_committed_one() =>
        Assert.Null(Testing.Golden.Difference(Golden, Parts().Replace(CheckPage.Of(Example, "SQLite file /project/store.db"), "$1$3")));

    [Fact]
    public void A_name_and_a_servers_words_are_text_and_nothing_else()
    {
        var page = CheckPage.Of(Example, $"store {Hostile}");

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Single(ScriptTags().Matches(page));
        Assert.Matches("script-src 'sha256-[A-Za-z0-9+/]{43}='", page);
        Assert.DoesNotMatch("(src|href)=\"?(http|//)", page);
    }

    [Fact]
    public void Five_hundred_accounts_take_less_than_a_second()
    {
        var accounts = Enumerable.Range(0, 500).Select(at => Check($"account {at}", Verdict.Failed, at)).ToImmutableArray();
        var check = new CheckResult(accounts, Now, 14, Past([.. accounts.SelectMany(account => Enumerable.Repeat(account, 30))]));
        var page = "";
        var times = new List<TimeSpan>();
        while (times.Count < 3)
        {
            var start = Stopwatch.GetTimestamp();
            page = CheckPage.Of(check, "store");
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        // The best tells of the page, the others of what else the machine does.
        Assert.InRange(times.Min(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(500, Regex.Count(page, "<tr class=\"failed\">"));
        Assert.Equal(500 * 30, Regex.Count(page, "<li><time"));
    }

    [Fact]
    public async Task The_command_writes_it_beside_its_answer_and_no_secret_is_in_it()
    {
        await SeedAsync("refused", sandbox.Jira.BaseUrl);

        var result = await RunAsync("accounts", "check", "--html", "health.html");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\n1 account: 0 passed, 1 failed, 0 inconclusive\n", result.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Folder.Combine("health.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h3>refused</h3><ul><li><strong>HC4310</strong>: ", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_reads_it_without_a_network_with_and_without_its_script()
    {
        var seen = await BrowseAsync(Folder.Write("health.html", CheckPage.Of(Example, "store")));

        Assert.Equal(Title, seen.GetProperty("title").GetString());
        Assert.Equal([], Texts(seen, "troubles"));
        Assert.Equal([], Texts(seen, "requests"));
        Assert.Equal([], Texts(seen, "violations"));
        Assert.Equal(4, seen.GetProperty("rowsWithoutScript").GetInt32());
        Assert.Equal(["away"], Texts(seen, "filtered"));
        Assert.Equal("1 of 4 shown", seen.GetProperty("status").GetString());
        Assert.Equal(["soon", Hostile, "good", "away"], Texts(seen, "sortedByExpiry"));
        Assert.Equal([Hostile, "away", "soon", "good"], Texts(seen, "sortedByTroubles"));
        // In the light and in the dark the bars have colours of their own, and heights that tell them apart without.
        Assert.Equal(2 * 3, Texts(seen, "fills").Distinct().Count());
        Assert.Equal("Last 3: 1 failed, 1 inconclusive, 1 passed", seen.GetProperty("strip").GetString());
        Assert.Matches("^2026-11-2[0-9] .* UTC failed HC4310$", seen.GetProperty("opened").GetString());
    }

    [Fact]
    public async Task The_picture_in_the_README_is_the_page_of_a_check_of_the_sandbox()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var time = new Clock(Now.AddDays(-3));
        string[] teams = ["billing", "checkout", "identity", "mobile", "ops", "payments", "search", "shop"];
        foreach (var (at, team) in teams.Index())
        {
            await SeedAsync(
                $"{team}-jira",
                team == "search" ? "http://127.0.0.1:9" : jira.BaseUrl,
                username: JiraSandbox.User,
                secret: team == "identity" ? Secret : JiraSandbox.Token,
                expires: DateOnly.FromDateTime(Now.UtcDateTime).AddDays(5 + (at * at * 6)),
                time: time);
        }

        await using (var store = StoreFactory.Open(Store, time))
        {
            var accounts = await store.Accounts.ListAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
            for (var day = -30; day < 0; day++)
            {
                await store.Checks!.AddAsync(
                    [.. accounts.Select((account, at) => new PastCheck(account.Id, Now.AddDays(day), EarlierVerdict(at, day), null))],
                    TestContext.Current.CancellationToken);
            }
        }

        // In this process, for its clock: the same picture comes out of the same page, whenever it is taken.
        await using var output = new StringWriter();
        var ended = await PluginCommands.RunAsync(
            ["accounts", "check", "--warn-days", "14", "--html", "health.html"],
            new CommandContext(new InFolder(Folder.Path), new Clock(Now), new CommandConsole(output, output, colours: false)));
        Assert.True(ended == 1, output.ToString());
        // The picture is for everybody, and the folder of this run is not.
        var page = await File.ReadAllTextAsync(Folder.Combine("health.html"), TestContext.Current.CancellationToken);
        Folder.Write("health.html", page.Replace(Folder.Path, "/srv/shop", StringComparison.Ordinal)
            .Replace(new Uri(jira.BaseUrl).Authority, "jira.example.com", StringComparison.Ordinal));
        var pictures = Testing.Golden.IsAccepting ? Path.Combine(Artifacts.RepositoryRoot, Pictures) : Folder.Combine("health");
        var seen = await BrowseAsync(Folder.Combine("health.html"), pictures);

        Assert.Equal([], Texts(seen, "violations"));
        Assert.All(["light", "dark"], scheme => Assert.True(new FileInfo($"{pictures}-{scheme}.png").Length > 10_000));
        var readme = await File.ReadAllTextAsync(Path.Combine(Artifacts.RepositoryRoot, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains($"{Pictures}-light.png", readme, StringComparison.Ordinal);
        Assert.Contains($"{Pictures}-dark.png", readme, StringComparison.Ordinal);
    }

    // A few had a bad day once.
    private static string EarlierVerdict(int account, int day) =>
        (account, day) is (2, > -4) || (account == 5 && day == -17) ? OutputEncoder.Failed
        : (account + day) % 23 == 0 ? OutputEncoder.Inconclusive
        : OutputEncoder.Passed;

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class InFolder(string folder) : IProcessEnvironment
    {
        public string WorkingDirectory => folder;

        public string UserName => "anna";

        public string HostName => "build-7";

        public string? Variable(string name) => name == "PULUMI_HOME" ? Path.Combine(folder, ".home") : null;

        public bool IsSet(string name) => name == "PULUMI_HOME";
    }

    /// <summary>What the browser sees of a page.</summary>
    private async Task<JsonElement> BrowseAsync(string page, params string[] pictures)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}. Install it with: apt-get install -y chromium");
        Assert.SkipWhen(Modules is null, "Set HARNESSCOLLAB_BROWSER_MODULES to a node_modules folder with playwright-core and axe-core");
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        var result = await ChildProcess.RunAsync(
            "node", [Path.Combine(Artifacts.RepositoryRoot, BrowserScript), Modules!, Chromium, page, .. pictures], Folder.Path);
        Assert.True(result.ExitCode == 0, result.All);
        return Json(result);
    }

    private static CheckResult Example => new(
        [
            Check("good", Verdict.Passed), Check("soon", Verdict.Passed, 5), Check(Hostile, Verdict.Failed, 40), Check("away", Verdict.Inconclusive),
        ],
        Now,
        14,
        Past(
            Check("good", Verdict.Passed),
            Check("away", Verdict.Inconclusive),
            Check(Hostile, Verdict.Passed),
            Check(Hostile, Verdict.Inconclusive),
            Check(Hostile, Verdict.Failed)));

    private static ILookup<string, PastCheck> Past(params IReadOnlyList<AccountCheck> checks) => checks
        .Select((check, at) => new PastCheck(
            check.Account.Id,
            Now.AddDays(at - checks.Count),
            OutputEncoder.StatusOf(check.Report.Verdict),
            check.Report.Verdict == Verdict.Failed ? "HC4310" : null))
        .ToLookup(past => past.AccountId);

    private static AccountCheck Check(string name, Verdict verdict, int? expiresIn = null) => new(
        new JiraAccountRecord
        {
            Id = $"id of {name}",
            Fields = new()
            {
                DisplayName = name,
                BaseUrl = "https://jira.example.com",
                CredentialKind = CredentialKind.ApiToken,
                TokenExpiresAt = expiresIn is { } days ? DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) : null,
            },
            Revision = "1",
            CredentialMark = new CredentialMark.Fingerprint("mark"),
            Owner = "",
            UpdatedBy = new Author { User = "anna", Host = "build-7" },
            UpdatedAt = Now.AddDays(-1),
            CreatedAt = Now.AddDays(-2),
            SecretId = "text",
            OwnsSecret = false,
            UsageScope = UsageScope.All,
        },
        new ConnectionReport { Verdict = verdict, Findings = verdict == Verdict.Passed ? [] : [Finding(verdict, name)] });

    private static Finding Finding(Verdict verdict, string about) => new()
    {
        Code = "HC4000",
        Severity = verdict == Verdict.Failed ? Severity.Error : Severity.Warning,
        Message = string.Create(CultureInfo.InvariantCulture, $"Something is wrong with {about}."),
        Action = "Mend it.",
    };

    private static ImmutableArray<string?> Texts(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(each => each.GetString())];

    // What stands in files of its own.
    [GeneratedRegex("(<(style|script)>).*?(</)", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptTags();
}
