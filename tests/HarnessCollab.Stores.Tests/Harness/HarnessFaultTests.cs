using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>What goes wrong on the way: repeated where it is safe, found out where it is not, and otherwise told with nothing changed.</summary>
public sealed class HarnessFaultTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Theory]
    [InlineData("create-connector")]
    [InlineData("create-secret")]
    public async Task A_create_whose_reply_is_lost_is_looked_up_and_never_sent_twice(string call)
    {
        await Sandbox.FailAsync($"{call}:lost-reply");

        var created = await CreateAsync();

        Assert.Equal(Id, created.Id);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
        Assert.Single(await Sandbox.CallsAsync(), each => each == call);
    }

    [Theory]
    [InlineData("create-connector", "dropped")]
    [InlineData("create-connector", "html")]
    [InlineData("create-connector", "empty")]
    [InlineData("create-secret", "cut-off")]
    [InlineData("create-secret", "text")]
    public async Task A_create_that_did_not_take_effect_is_sent_again_after_a_look(string call, string fault)
    {
        await Sandbox.FailAsync($"{call}:{fault}");

        await CreateAsync();

        var calls = (await Sandbox.CallsAsync()).ToArray();
        Assert.Equal(2, calls.Count(each => each == call));
        Assert.Contains(
            call.Replace("create", "get", StringComparison.Ordinal), calls[(Array.IndexOf(calls, call) + 1)..Array.LastIndexOf(calls, call)]);
    }

    [Fact]
    public async Task A_create_that_stays_unanswered_is_told_as_open_and_leaves_the_secret_for_the_next_run()
    {
        await Sandbox.FailAsync("create-connector:dropped:3");

        var error = await FailsAsync(() => CreateAsync());
        Assert.Equal(StoreErrorCodes.OutcomeUnknown, error.Code);
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());

        Assert.Equal(Id, (await CreateAsync(secret: "second try")).Id);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "second try"));
    }

    [Fact]
    public async Task Somebody_who_is_faster_keeps_the_connector_and_our_secret_goes_again()
    {
        var first = true;
        var store = Open(reached: moment =>
        {
            if (moment == "before create connector" && first)
            {
                first = false;
                LetSomebodyBeFaster();
            }
        });

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => store.Accounts.CreateAsync(Draft(), Some.Author(), Cancel));

        Assert.Equal(Id, refusal.Holder.Id);
        Assert.Equal("https://theirs.example.com", (await Store.Accounts.FindAsync(Id, Cancel))!.Fields.BaseUrl);
        Assert.Equal(["t"], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task Of_many_that_race_for_an_identifier_one_wins_with_its_own_value_and_the_others_are_told()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await Open().Accounts.CreateAsync(Draft(secret: $"secret {number}"), Some.Author($"urn:racer:{number}"), Cancel);
                return number;
            }
            catch (NameTakenException)
            {
                return -1;
            }
        }));

        var winner = Assert.Single(outcomes, outcome => outcome >= 0);
        Assert.Equal([Id], await Sandbox.ConnectorsAsync());
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, $"secret {winner}"));
    }

    // The moment in the store is no asynchronous one.
    private void LetSomebodyBeFaster() => Task.WaitAll([SomebodyIsFasterAsync()], Cancel);

    // Between our look and our create.
    private async Task SomebodyIsFasterAsync()
    {
        var other = Open();
        var theirs = Draft() with
        {
            Fields = Draft().Fields with { BaseUrl = "https://theirs.example.com" },
            Credential = new CredentialSource.Reference("t"),
        };
        await other.EncryptedTexts.CreateAsync(
            new(new() { Name = "t", UsageScope = other.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("t"))), Some.OtherAuthor, Cancel);
        await other.Accounts.CreateAsync(theirs, Some.OtherAuthor, Cancel);
    }

    [Theory]
    [InlineData("unknown-code", StoreErrorCodes.Rejected)]
    [InlineData("bare-400", StoreErrorCodes.NotThePlatform)]
    [InlineData("proxy-403", StoreErrorCodes.NotThePlatform)]
    [InlineData("proxy-401", StoreErrorCodes.NotThePlatform)]
    [InlineData("quota", StoreErrorCodes.Rejected)]
    [InlineData("usage-limits", "HC3062")]
    [InlineData("forbidden", StoreErrorCodes.Denied)]
    [InlineData("unauthenticated", StoreErrorCodes.KeyRefused)]
    [InlineData("redirect", StoreErrorCodes.NotThePlatform)]
    [InlineData("optimistic-lock", StoreErrorCodes.Conflict)]
    public async Task When_the_connector_is_refused_the_secret_goes_again(string fault, string code)
    {
        await Sandbox.FailAsync($"create-connector:{fault}");

        var error = await FailsAsync(() => CreateAsync());

        Assert.Equal(code, error.Code);
        Assert.Empty(await Sandbox.SecretsAsync());
        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.DoesNotContain("s3cret-token", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(HarnessSandbox.ApiKey, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_that_denies_with_200_is_an_error_that_gives_the_reason(bool isLeftOut)
    {
        await Sandbox.SetAsync(new { policy = "connector", policy_leaves_out = isLeftOut }.Named());

        var error = await FailsAsync(() => CreateAsync());

        Assert.Equal((StoreErrorCodes.PolicyDenied, StoreErrorKind.PolicyDenied), (error.Code, error.Kind));
        Assert.Contains("connector rules / No new connector: every connector needs an approval", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Theory]
    [InlineData("rate-limited")]
    [InlineData("html")]
    [InlineData("text")]
    [InlineData("unexpected")]
    [InlineData("dropped")]
    [InlineData("key-lookup")]
    public async Task What_is_safe_to_repeat_is_repeated_after_growing_pauses(string fault)
    {
        await CreateAsync();
        Time.Pauses.Clear();
        await Sandbox.FailAsync($"get-connector:{fault}:4");

        Assert.NotNull(await Store.Accounts.FindAsync(Id, Cancel));

        Assert.True(Time.Pauses.Count >= 4, string.Join(' ', Time.Pauses));
        Assert.All(Time.Pauses, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Too_many_requests_are_waited_out_for_a_create_as_well()
    {
        await Sandbox.FailAsync("create-secret:rate-limited:3", "create-connector:rate-limited:3", "create-connector:key-lookup:2");

        Assert.Equal(Id, (await CreateAsync()).Id);
        Assert.DoesNotContain("get-connector", (await Sandbox.CallsAsync()).SkipWhile(call => call != "create-connector"));
    }

    [Theory]
    [InlineData("rate-limited", StoreErrorCodes.RateLimited)]
    [InlineData("html", StoreErrorCodes.Unavailable)]
    [InlineData("dropped", StoreErrorCodes.Unavailable)]
    [InlineData("login", StoreErrorCodes.NotThePlatform)]
    [InlineData("cut-off", StoreErrorCodes.NotThePlatform)]
    [InlineData("forbidden", StoreErrorCodes.Denied)]
    [InlineData("unauthenticated", StoreErrorCodes.KeyRefused)]
    [InlineData("unknown-code", StoreErrorCodes.Rejected)]
    [InlineData("bare-400", StoreErrorCodes.NotThePlatform)]
    [InlineData("proxy-403", StoreErrorCodes.NotThePlatform)]
    [InlineData("proxy-401", StoreErrorCodes.NotThePlatform)]
    [InlineData("no-route", StoreErrorCodes.NotThePlatform)]
    public async Task A_read_that_fails_is_an_error_and_never_gone(string fault, string code)
    {
        await CreateAsync();
        await Sandbox.FailAsync($"any:{fault}:100");

        var error = await FailsAsync(() => Store.Accounts.FindAsync(Id, Cancel));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain(HarnessSandbox.ApiKey, error.ToString(), StringComparison.Ordinal);
        await Sandbox.SetAsync(new { faults = "" });
        Assert.NotNull(await Store.Accounts.FindAsync(Id, Cancel));
    }

    [Theory]
    [InlineData("400")]
    [InlineData("404")]
    public async Task Gone_is_gone_with_either_status(string status)
    {
        await Sandbox.SetAsync(new { not_found = status }.Named());

        Assert.Null(await Store.Accounts.FindAsync(Id, Cancel));
        Assert.Null(await Store.EncryptedTexts.FindAsync(SecretId, Cancel));
        Assert.Null(await Store.Accounts.FindAsync("nowhere/at_all/x", Cancel));
        Assert.Equal(DeleteResult.Missing, await Store.Accounts.DeleteAsync(Id, Some.Author(), cancellationToken: Cancel));
        Assert.Equal(
            StoreErrorCodes.JiraAccountMissing,
            (await FailsAsync(() => Store.Accounts.UpdateAsync(Id, Draft(), Draft(), Some.Author(), Cancel))).Code);
    }

    [Fact]
    public async Task A_place_that_does_not_exist_is_told_on_create_and_on_verify()
    {
        var created = await FailsAsync(
            () => Store.Accounts.CreateAsync(Draft() with { Fields = Draft().Fields with { OrgId = "nowhere" } }, Some.Author(), Cancel));
        var verified = await FailsAsync(() => Open(org: "nowhere").VerifyAsync(cancellationToken: Cancel));

        Assert.All([created, verified], error =>
        {
            Assert.Equal(StoreErrorCodes.PlaceMissing, error.Code);
            Assert.Contains("does not know organisation nowhere", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_is_told_with_the_setting()
    {
        var error = await FailsAsync(() => Open(apiKey: "pat.wrong").VerifyAsync(cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.KeyRefused, StoreErrorKind.Unauthenticated), (error.Code, error.Kind));
        Assert.Contains("HARNESS_PLATFORM_API_KEY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pat.wrong", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_account_is_explained_and_not_asked_again()
    {
        await Sandbox.SetAsync(new { migrated = true });

        var error = await FailsAsync(() => Store.VerifyAsync(cancellationToken: Cancel));

        Assert.Equal(StoreErrorCodes.AccountMigrated, error.Code);
        Assert.Single(await Sandbox.RequestsAsync());
    }

    [Fact]
    public async Task A_lost_update_starts_over_and_in_the_end_is_a_conflict()
    {
        var created = await CreateAsync();
        var basis = Draft() with { Revision = created.Revision };
        var candidate = Draft() with { Fields = Draft().Fields with { Description = "new" } };
        await Sandbox.FailAsync("update-connector:optimistic-lock:2");

        Assert.Equal("new", (await Store.Accounts.UpdateAsync(Id, candidate, basis, Some.Author(), Cancel)).Record.Fields.Description);

        await Sandbox.FailAsync("update-connector:optimistic-lock:9");
        Assert.Equal(
            StoreErrorKind.Conflict,
            (await FailsAsync(
                () => Store.Accounts.UpdateAsync(Id, Draft(), candidate with { Revision = created.Revision }, Some.Author(), Cancel))).Kind);
    }

    [Fact]
    public async Task An_update_whose_second_half_fails_is_finished_by_the_same_update_run_again()
    {
        var created = await CreateAsync();
        var (candidate, basis) = (Draft("New Name"), Draft() with { Revision = created.Revision });
        await Sandbox.FailAsync("update-secret:unknown-code");

        Assert.Equal(
            StoreErrorCodes.Rejected, (await FailsAsync(() => Store.Accounts.UpdateAsync(Id, candidate, basis, Some.Author(), Cancel))).Code);
        Assert.Equal("Jira Main - managed", (await Store.EncryptedTexts.FindAsync(SecretId, Cancel))!.Name);
        await Store.Accounts.UpdateAsync(Id, candidate, basis, Some.Author(), Cancel);

        Assert.Equal("New Name - managed", (await Store.EncryptedTexts.FindAsync(SecretId, Cancel))!.Name);
    }

    [Fact]
    public async Task When_a_switch_to_inline_fails_the_secret_made_for_it_goes_again()
    {
        await Store.EncryptedTexts.CreateAsync(
            new(new() { Name = "t", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("t"))), Some.Author(), Cancel);
        var reference = Draft() with { Credential = new CredentialSource.Reference("t") };
        var created = await Store.Accounts.CreateAsync(reference, Some.Author(), Cancel);
        await Sandbox.FailAsync("update-connector:quota");

        await FailsAsync(() => Store.Accounts.UpdateAsync(Id, Draft(), reference with { Revision = created.Revision }, Some.Author(), Cancel));

        Assert.Equal(["t"], await Sandbox.SecretsAsync());
        Assert.Equal(created, await Store.Accounts.FindAsync(Id, Cancel));
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_error_of_the_store()
    {
        await Sandbox.SetAsync(new { delay = 60_000 });
        using var cancel = new CancellationTokenSource();
        var reading = Store.Accounts.FindAsync(Id, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_port_that_takes_the_connection_and_hangs_up_is_told_with_both_causes(string scheme)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var hangingUp = HangUpAsync(listener, end.Token);

        var error = await FailsAsync(() => Open(endpoint: $"{scheme}://{listener.LocalEndpoint}").VerifyAsync(cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.Unavailable, StoreErrorKind.Unavailable), (error.Code, error.Kind));
        Assert.Contains($"the port may not speak {scheme}, or something in between closes the connection", error.Message, StringComparison.Ordinal);
        await end.CancelAsync();
        await hangingUp;
    }

    private static async Task HangUpAsync(System.Net.Sockets.TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_platform_that_is_not_there_is_told_with_its_address()
    {
        var error = await FailsAsync(() => Open(endpoint: "http://127.0.0.1:9").VerifyAsync(cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.Unavailable, StoreErrorKind.Unavailable), (error.Code, error.Kind));
        Assert.Contains("http://127.0.0.1:9", error.Message, StringComparison.Ordinal);
    }
}
