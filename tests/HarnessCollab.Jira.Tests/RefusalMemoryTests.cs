using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests;

/// <summary>Refusals are remembered across processes, by as little as possible.</summary>
public sealed class RefusalMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 10, 42, 0, TimeSpan.Zero));

    private string Memory => _folder.File("jira-refusals.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_processes_at_once_send_one_wrong_credential_once()
    {
        // The first sign-in is answered when all three have come as far as serverInfo: without taking turns,
        // a second one would be on its way by then.
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Script.Cloud.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED"));
        await using var server = script.After(async request =>
        {
            if (request.Path.EndsWith("serverInfo", StringComparison.Ordinal) && Interlocked.Increment(ref arrived) == 3)
            {
                all.SetResult();
            }
            else if (request.Path.EndsWith("myself", StringComparison.Ordinal))
            {
                await all.Task;
            }
        }).Start();

        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OtherProcess.RunAsync(server.Url, Testers.User, "wrong", Memory)));

        Assert.Single(server.SignedIn);
        Assert.All(reports, report => Assert.Equal(["Failed", "HC4310"], report));
    }

    [Theory]
    [InlineData(15, 15, "Passed")]
    [InlineData(15, 21, "Inconclusive HC4105")]
    [InlineData(21, 0, "Inconclusive HC4105")]
    public async Task The_wait_for_another_process_takes_none_of_the_time_that_Jira_has(int waited, int answered, string verdict)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = Script.Cloud.After(request => request.Path.EndsWith("myself", StringComparison.Ordinal) && asked.TrySetResult()
            ? answer.Task
            : Task.CompletedTask).Start();
        await using var tester = Testers.Direct(_clock, memory: Memory);
        var others = Enumerable.Range(0, 8).Select(turn =>
            File.Open($"{Memory}.turn{turn}", FileMode.Create, FileAccess.ReadWrite, FileShare.None)).ToArray();

        var test = tester.TestAsync(Testers.Settings(server.Url) with { Timeout = TimeSpan.FromSeconds(20) }, TestContext.Current.CancellationToken);
        while (!File.Exists(Memory))
        {
            // It is read before the turn is waited for.
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        _clock.Advance(TimeSpan.FromSeconds(waited));
        Array.ForEach(others, other => other.Dispose());
        await Task.WhenAny(test, asked.Task).WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(answered));
        answer.SetResult();

        var report = await test.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        Assert.Equal(verdict, string.Join(' ', report.Findings.Select(finding => finding.Code).Prepend(report.Verdict.ToString())));
    }

    [Fact]
    public async Task Another_process_tries_a_changed_credential_at_once()
    {
        await using var sandbox = await SandboxProcess.StartAsync();

        Assert.Equal(["Failed", "HC4310"], await OtherProcess.RunAsync(sandbox.Url, Testers.User, "wrong", Memory));
        Assert.Equal(["Failed", "HC4310"], await OtherProcess.RunAsync(sandbox.Url, Testers.User, "wrong", Memory));
        Assert.Single(await sandbox.SignedInRequestsAsync());
        Assert.Equal(["Passed"], await OtherProcess.RunAsync(sandbox.Url, Testers.User, Testers.Token, Memory));
    }

    [Fact]
    public async Task After_ten_minutes_the_credential_is_tried_again()
    {
        await using var server = RefusingServer();
        (await TestAsync(server)).ShouldBe(Verdict.Failed, "HC4313");

        _clock.Advance(TimeSpan.FromMinutes(9.9));
        ShouldBeRecalled(await TestAsync(server));
        _clock.Advance(TimeSpan.FromMinutes(0.2));
        (await TestAsync(server)).ShouldBe(Verdict.Failed, "HC4313");

        Assert.Equal(2, server.SignedIn.Count);
    }

    [Fact]
    public async Task Forgetting_makes_the_next_test_ask_again()
    {
        await using var server = RefusingServer();
        await using var tester = Testers.Direct(_clock, memory: Memory);
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);
        await tester.TestAsync(settings, TestContext.Current.CancellationToken);

        await tester.ForgetRefusalsAsync(TestContext.Current.CancellationToken);
        (await tester.TestAsync(settings, TestContext.Current.CancellationToken)).ShouldBe(Verdict.Failed, "HC4313");

        Assert.Equal(2, server.SignedIn.Count);
    }

    [Fact]
    public async Task User_url_and_kind_belong_to_what_was_refused()
    {
        await using var server = RefusingServer();
        await using var other = RefusingServer();
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);
        JiraConnectionSettings[] candidates =
        [
            settings, settings with { Username = "bob" }, settings with { BaseUrl = new Uri(other.Url) },
            settings with { Credential = new JiraCredential(CredentialKind.PersonalAccessToken, Testers.Token) },
        ];

        foreach (var candidate in candidates)
        {
            Assert.DoesNotContain(
                (await Testers.TestAsync(candidate, Testers.Direct(_clock, memory: Memory))).Findings,
                finding => finding.Message.Contains("not sent again", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_success_an_inconclusive_answer_and_a_missing_permission_are_no_refusals()
    {
        await using var server = Script.Server.On("/rest/api/2/mypermissions", Reply.Json(403, "{}")).Start();
        await TestAsync(server);
        await TestAsync(server);
        await using var firewall = Script.Server.OnMyself(Reply.Html(403, "Request Rejected")).Start();
        await TestAsync(firewall);
        await TestAsync(firewall);

        Assert.Equal(2, server.SignedIn.Count(request => request.Path.EndsWith("myself", StringComparison.Ordinal)));
        Assert.Equal(2, firewall.SignedIn.Count);
    }

    [Fact]
    public async Task The_file_is_its_owners_only_and_names_neither_host_nor_user_nor_secret()
    {
        await using var server = RefusingServer();
        await TestAsync(server);

        var text = await File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken);
        Assert.Contains("2026-03-01T10:42:00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bot", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Testers.Token, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Memory));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":1,\"key\":\"00")]
    [InlineData("[1,2]")]
    [InlineData("{\"key\":\"zz\",\"refusals\":[]}")]
    public async Task A_damaged_file_is_begun_anew(string damaged)
    {
        await File.WriteAllTextAsync(Memory, damaged, TestContext.Current.CancellationToken);
        await using var server = RefusingServer();

        (await TestAsync(server)).ShouldBe(Verdict.Failed, "HC4313");
        ShouldBeRecalled(await TestAsync(server));
    }

    [Fact]
    public async Task What_is_remembered_says_why_and_holds_none_of_the_servers_words()
    {
        const string Words = "##vso[words-of-the-server]";
        await using var server = Script.Server.OnMyself(Reply.Json(
            403,
            $$"""{"message":"{{Words}}"}""",
            "X-Seraph-LoginReason: AUTHENTICATED_FAILED, OTHER-WORDS",
            "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=http://x/more-words")).Start();

        var first = (await TestAsync(server)).ShouldHold("HC4301");
        var second = (await TestAsync(server)).ShouldHold("HC4301");

        Assert.Contains("CAPTCHA_CHALLENGE", first.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Jira does not check the credential (403, AUTHENTICATION_DENIED): too many failed logins have locked bot. "
            + "It was not sent again; Jira refused it at 10:42 UTC.", second.Message);
        Assert.EndsWith(
            " If the cause was fixed in Jira, run 'pulumi plugin run --kind resource harnesscollab -- doctor --forget'.",
            second.Action,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "words", (await File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_refusal_is_told_again_as_it_was()
    {
        foreach (var (code, script, settings) in new (string, Script, Func<string, JiraConnectionSettings>)[]
        {
            ("HC4310", Script.Cloud, url => Testers.Settings(url)),
            ("HC4307", Script.Cloud, url => Testers.Settings(url, "bot")),
            ("HC4303", Script.Cloud, url => Testers.Settings(url, null, kind: CredentialKind.PersonalAccessToken)),
            ("HC4311", Script.Server, url => Testers.Settings(url, null, kind: CredentialKind.PersonalAccessToken)),
            ("HC4312", Script.Server, url => Testers.Settings(url, "bot")),
            ("HC4313", Script.Server, url => Testers.Settings(url, "bot", kind: CredentialKind.Password)),
        })
        {
            await using var server = script.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED")).Start();

            var first = (await Testers.TestAsync(settings(server.Url), Testers.Direct(_clock, memory: Memory))).ShouldHold(code);
            var second = (await Testers.TestAsync(settings(server.Url), Testers.Direct(_clock, memory: Memory))).ShouldHold(code);

            Assert.Equal($"{first.Message} It was not sent again; Jira refused it at 10:42 UTC.", second.Message);
            Assert.Single(server.SignedIn);
        }
    }

    [Fact]
    public async Task The_candidate_in_the_file_is_no_quick_hash()
    {
        await using var server = RefusingServer();
        await TestAsync(server);

        using var file = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(Memory, TestContext.Current.CancellationToken));
        var salt = Convert.FromHexString(file.RootElement.GetProperty("salt").GetString()!);
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);
        var candidate = file.RootElement.GetProperty("refusals")[0].GetProperty("candidate").GetString();

        Assert.NotEqual(CandidateKey.Of(settings, salt), candidate);
        Assert.Equal(CandidateKey.Slow(settings, salt), candidate);
    }

    [Fact]
    public async Task A_file_of_the_first_version_is_skipped()
    {
        await File.WriteAllTextAsync(
            Memory,
            $$"""{"version":1,"key":"{{new string('0', 64)}}","refusals":[{"candidate":"x","verdict":"failed","at":"2026-03-01T10:42:00+00:00"}]}""",
            TestContext.Current.CancellationToken);
        await using var server = RefusingServer();

        (await TestAsync(server)).ShouldBe(Verdict.Failed, "HC4313");
        ShouldBeRecalled(await TestAsync(server));
    }

    [Fact]
    public async Task Without_a_refusal_there_is_nothing_to_say_about_a_memory_that_cannot_be_kept()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", TestContext.Current.CancellationToken);
        var nowhere = Path.Combine(_folder.File("file"), "refusals");
        await using var good = Script.Cloud.Start();
        await using var bad = RefusingServer();

        (await Testers.TestAsync(Testers.Settings(good.Url), Testers.Direct(memory: nowhere))).ShouldBe(Verdict.Passed);
        (await Testers.TestAsync(Testers.Settings(bad.Url, "bot", kind: CredentialKind.Password), Testers.Direct(memory: nowhere))).ShouldBe(
            Verdict.Failed, "HC4313", "HC4010");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_whose_kind_nobody_chose_is_not_to_be_called_otherwise(bool isGuessed)
    {
        await using var server = Script.Cloud.Start();
        var settings = Testers.Settings(server.Url) with
        {
            Credential = new JiraCredential(CredentialKind.Password, Testers.Token) { IsKindGuessed = isGuessed },
        };

        (await Testers.TestAsync(settings)).ShouldBe(Verdict.Passed, isGuessed ? [] : ["HC4506"]);
    }

    private static void ShouldBeRecalled(ConnectionReport report) =>
        Assert.Contains(" It was not sent again; Jira refused it at 10:42 UTC.", report.ShouldHold("HC4313").Message, StringComparison.Ordinal);

    private static ScriptedServer RefusingServer() =>
        Script.Server.OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED")).Start();

    // A tester of its own each time, as another process has.
    private Task<ConnectionReport> TestAsync(ScriptedServer server) =>
        Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password), Testers.Direct(_clock, memory: Memory));
}
