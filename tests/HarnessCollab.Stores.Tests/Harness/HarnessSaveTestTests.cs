using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Harness;

/// <summary>A save that a delegate's test belongs to.</summary>
public sealed class HarnessSaveTestTests : HarnessTest
{
    private const string Id = "Jira_Main";
    private const string SecretId = "Jira_Main_managed";

    [Theory]
    [InlineData(DelegateTest.Warn)]
    [InlineData(DelegateTest.Enforce)]
    public async Task A_create_that_passes_stands_and_tells_the_result(DelegateTest test)
    {
        var created = await CreateAsync(test);

        Assert.Equal((DelegateVerdict.Passed, "delegate-1"), (created.DelegateTest!.Verdict, created.DelegateTest.Delegate));
        Assert.Equal(created, await Store.Accounts.FindAsync(Id, Cancel));
    }

    [Fact]
    public async Task Nothing_is_tested_that_nobody_asks_for()
    {
        await CreateAsync(DelegateTest.Off);

        Assert.DoesNotContain("test-connector", await Sandbox.CallsAsync());
    }

    [Theory]
    [InlineData("red", "does not pass the delegate's test: Check if the Jira URL & Jira credentials are correct")]
    [InlineData("failure", "does not pass the delegate's test: Check if the Jira URL & Jira credentials are correct")]
    [InlineData("no-delegate", "could not be tested by a delegate: 400 INVALID_REQUEST")]
    [InlineData("expired", "could not be tested by a delegate: 400 INVALID_ARGUMENT")]
    public async Task A_create_that_does_not_pass_is_taken_back(string verdict, string reason)
    {
        await Sandbox.SetAsync(new { verdict });

        var refusal = await FailsAsync(() => CreateAsync(DelegateTest.Enforce));

        Assert.Equal((StoreErrorCodes.DelegateTestFailed, StoreErrorKind.Rejected), (refusal.Code, refusal.Kind));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.Empty(await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_create_that_refers_to_a_secret_leaves_that_when_it_is_taken_back()
    {
        await SharedAsync();
        await Sandbox.SetAsync(new { verdict = "red" });

        await FailsAsync(() => Store.Accounts.CreateAsync(
            Draft() with { Credential = new CredentialSource.Reference("shared"), DelegateTest = DelegateTest.Enforce }, Some.Author(), Cancel));

        Assert.Empty(await Sandbox.ConnectorsAsync());
        Assert.Equal(["shared"], await Sandbox.SecretsAsync());
    }

    [Theory]
    [InlineData("red", DelegateVerdict.Failed)]
    [InlineData("no-delegate", DelegateVerdict.None)]
    public async Task Where_it_only_warns_the_save_stands(string verdict, DelegateVerdict expected)
    {
        await Sandbox.SetAsync(new { verdict });

        var created = await CreateAsync(DelegateTest.Warn);
        var updated = await UpdateAsync(created, Draft(secret: "rotated"), DelegateTest.Warn);

        Assert.Equal((expected, expected), (created.DelegateTest!.Verdict, updated.DelegateTest!.Verdict));
        Assert.True(await Sandbox.HoldsAsync(updated.SecretId, "rotated"));
    }

    [Theory]
    [InlineData("core_secret_access", "Missing permission core_secret_access")]
    [InlineData("core_connector_access", "Missing permission core_connector_access")]
    public async Task A_key_that_may_not_test_has_no_result(string permission, string reason)
    {
        await Sandbox.SetAsync(new { deny = permission });

        Assert.Contains(reason, (await FailsAsync(() => CreateAsync(DelegateTest.Enforce))).Message, StringComparison.Ordinal);
        Assert.Empty(await Sandbox.SecretsAsync());
        var created = await CreateAsync(DelegateTest.Warn);
        Assert.Equal(DelegateVerdict.None, created.DelegateTest!.Verdict);
        Assert.Contains(reason, Assert.Single(created.DelegateTest.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("failure")]
    [InlineData("no-delegate")]
    public async Task An_update_that_does_not_pass_puts_settings_and_secret_back(string verdict)
    {
        var created = await CreateAsync(DelegateTest.Off);
        await Sandbox.EditAsync("connector", Id, new { theirs = "kept", spec = new { ignoreTestConnection = true } });
        var before = await Store.Accounts.FindAsync(Id, Cancel);
        var document = await SettingsAsync();
        await Sandbox.SetAsync(new { verdict });
        var candidate = Draft("New Name", "rotated") with { Fields = Draft("New Name").Fields with { BaseUrl = "https://new.example.com" } };

        var refusal = await FailsAsync(() => UpdateAsync(created, candidate, DelegateTest.Enforce));

        Assert.Equal(StoreErrorCodes.DelegateTestFailed, refusal.Code);
        Assert.Equal(document, await SettingsAsync());
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
        Assert.Equal("Jira Main - managed", (await Store.EncryptedTexts.FindAsync(SecretId, Cancel))!.Name);
        var after = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal((before!.Fields, before.CredentialMark), (after.Fields, after.CredentialMark));

        await Sandbox.SetAsync(new { verdict = "green" });
        var updated = await UpdateAsync(created, candidate, DelegateTest.Enforce);
        Assert.Equal((DelegateVerdict.Passed, "New Name"), (updated.DelegateTest!.Verdict, updated.Name));
        Assert.True(await Sandbox.HoldsAsync(updated.SecretId, "rotated"));
        Assert.Equal([updated.SecretId], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task An_update_from_its_own_secret_to_another_keeps_the_own_one_until_the_test_has_passed()
    {
        await SharedAsync();
        var created = await CreateAsync(DelegateTest.Off);
        await Sandbox.SetAsync(new { verdict = "red" });
        var candidate = Draft() with { Credential = new CredentialSource.Reference("shared") };

        await FailsAsync(() => UpdateAsync(created, candidate, DelegateTest.Enforce));

        Assert.Equal(SecretId, (await Store.Accounts.FindAsync(Id, Cancel))!.SecretId);
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
        await Sandbox.SetAsync(new { verdict = "green" });
        Assert.Equal("shared", (await UpdateAsync(created, candidate, DelegateTest.Enforce)).SecretId);
        Assert.Equal(["shared"], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task A_verdict_that_comes_late_is_waited_for()
    {
        var created = await CreateAsync(DelegateTest.Off);
        await Sandbox.BeatAsync();
        await Sandbox.SetAsync(new { verdict = "failure", late_verdict = 3 }.Named());

        var refusal = await FailsAsync(() => UpdateAsync(created, Draft(secret: "rotated"), DelegateTest.Enforce));

        Assert.Equal(StoreErrorCodes.DelegateTestFailed, refusal.Code);
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
    }

    [Fact]
    public async Task What_stands_already_is_tested_all_the_same()
    {
        var created = await CreateAsync(DelegateTest.Off);

        var result = await Store.Accounts.UpdateAsync(
            Id,
            Draft() with { DelegateTest = DelegateTest.Enforce },
            Draft() with { Revision = created.Revision },
            Some.Author(),
            Cancel);

        Assert.True(result.AlreadyEqual);
        Assert.Equal(DelegateVerdict.Passed, result.Record.DelegateTest!.Verdict);
        await Sandbox.SetAsync(new { verdict = "red" });
        Assert.Equal(
            StoreErrorCodes.DelegateTestFailed, (await FailsAsync(() => UpdateAsync(created, Draft(), DelegateTest.Enforce))).Code);
        Assert.Equal(created, await Store.Accounts.FindAsync(Id, Cancel));
    }

    [Theory]
    [InlineData("before test connector")]
    [InlineData("after test connector")]
    public async Task Killed_between_save_and_verdict_the_next_run_tests_and_a_red_one_goes_back_to_what_was_before_both(string moment)
    {
        var created = await CreateAsync(DelegateTest.Off);
        await KillAsync(moment, "enforce", created.Revision);
        await Sandbox.SetAsync(new { verdict = "red" });

        var refusal = await FailsAsync(() => HarnessOperations.RunAsync(Store, "enforce", created.Revision));

        Assert.Equal(StoreErrorCodes.DelegateTestFailed, refusal.Code);
        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal((created.Fields, created.CredentialMark), (found.Fields, found.CredentialMark));
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(SecretId, "s3cret-token"));
    }

    [Fact]
    public async Task Killed_between_save_and_verdict_the_next_run_is_green_and_leaves_one_secret()
    {
        var created = await CreateAsync(DelegateTest.Off);
        await KillAsync("after test connector", "enforce", created.Revision);

        await HarnessOperations.RunAsync(Store, "enforce", created.Revision);

        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal([found.SecretId], await Sandbox.SecretsAsync());
        Assert.True(await Sandbox.HoldsAsync(found.SecretId, HarnessOperations.Rotated));
    }

    [Fact]
    public async Task What_somebody_has_changed_meanwhile_is_not_taken_back()
    {
        var created = await CreateAsync(DelegateTest.Off);
        await Sandbox.SetAsync(new { verdict = "red" });
        var store = Open(reached: moment =>
        {
            if (moment == "after test connector")
            {
                Task.WaitAll([Sandbox.EditAsync("connector", Id, new { description = "theirs" })], Cancel);
            }
        });

        var update = await FailsAsync(() => UpdateAsync(created, Draft(secret: "rotated"), DelegateTest.Enforce, store));

        Assert.Equal(StoreErrorCodes.DelegateTestStands, update.Code);
        Assert.Contains("somebody has changed it meanwhile", update.Message, StringComparison.Ordinal);
        var found = (await Store.Accounts.FindAsync(Id, Cancel))!;
        Assert.Equal("theirs", found.Fields.Description);
        Assert.True(await Sandbox.HoldsAsync(found.SecretId, "rotated"));
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_said_and_the_next_run_goes_on_from_there()
    {
        var created = await CreateAsync(DelegateTest.Off);
        await Sandbox.SetAsync(new { verdict = "red" });
        var store = Open(reached: moment =>
        {
            if (moment == "after test connector")
            {
                Task.WaitAll([Sandbox.SetAsync(new { deny = "core_connector_edit" })], Cancel);
            }
        });

        var update = await FailsAsync(() => UpdateAsync(created, Draft(secret: "rotated"), DelegateTest.Enforce, store));

        Assert.Equal(StoreErrorCodes.DelegateTestStands, update.Code);
        Assert.Contains(StoreErrorCodes.Denied, update.Message, StringComparison.Ordinal);
        await Sandbox.SetAsync(new { deny = "" });
        Assert.Equal(
            StoreErrorCodes.DelegateTestFailed,
            (await FailsAsync(() => UpdateAsync(created, Draft(secret: "rotated"), DelegateTest.Enforce))).Code);
        Assert.Equal([SecretId], await Sandbox.SecretsAsync());
        Assert.Equal(created.CredentialMark, (await Store.Accounts.FindAsync(Id, Cancel))!.CredentialMark);
    }

    private Task<JiraAccountRecord> CreateAsync(DelegateTest test) =>
        Store.Accounts.CreateAsync(Draft() with { DelegateTest = test }, Some.Author(), Cancel);

    private async Task<JiraAccountRecord> UpdateAsync(
        JiraAccountRecord known, Draft<JiraAccountFields> candidate, DelegateTest test, IProviderStore? store = null) =>
        (await (store ?? Store).Accounts.UpdateAsync(
            Id, candidate with { DelegateTest = test }, Draft() with { Revision = known.Revision }, Some.Author(), Cancel)).Record;

    private async Task<string> SettingsAsync() => (await Sandbox.DocumentAsync("connectors", Id))!.Value.GetRawText();

    private Task SharedAsync() => Store.EncryptedTexts.CreateAsync(
        new(new() { Name = "shared", UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("one"))), Some.Author(), Cancel);
}
