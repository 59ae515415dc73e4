using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>What no stack has any more is deleted by hand, and nothing else by accident.</summary>
public sealed class DeleteAccountTests : CommandTest
{
    private const string Urn = "urn:pulumi:dev::shop::harnesscollab:index:JiraCollaborationProvider::n2";

    [Fact]
    public async Task An_orphan_is_named_with_its_last_writer_deleted_and_noted_in_the_journal()
    {
        var (account, _) = await LeaveAsync(TimeSpan.FromHours(1));

        var asked = await RunAsync("accounts", "delete", "--id", account.Id);
        var deleted = await RunAsync("accounts", "delete", "--id", account.Id, "--yes");
        var again = await RunAsync("accounts", "delete", "--id", account.Id, "--yes");
        var log = await RunAsync("store", "log", "--account", account.Id);

        Assert.Equal((2, 0, 1), (asked.ExitCode, deleted.ExitCode, again.ExitCode));
        Assert.Contains("use --yes", asked.Errors, StringComparison.Ordinal);
        Assert.Contains($"account 'n2' ({account.Id}), last written by anna on build-7, for {Urn}", deleted.Errors, StringComparison.Ordinal);
        Assert.Contains("If stack 'dev' of project 'shop' still has it, its next refresh finds it "
            + "deleted.", deleted.Errors, StringComparison.Ordinal);
        Assert.StartsWith("error: HC5032: there is no Jira account and no encrypted text with the id "
            + $"'{account.Id}'", again.Errors, StringComparison.Ordinal);
        Assert.Contains("deleted", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_a_moment_ago_may_belong_to_a_run_under_way()
    {
        var (account, _) = await LeaveAsync(TimeSpan.FromMinutes(14));

        var refused = await RunAsync("accounts", "delete", "--id", account.Id, "--yes");
        var deleted = await RunAsync("accounts", "delete", "--id", account.Id, "--yes", "--in-flight");

        Assert.Equal((1, 0), (refused.ExitCode, deleted.ExitCode));
        Assert.StartsWith("error: HC5035: account 'n2'", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_goes_once_nobody_uses_it()
    {
        var (account, text) = await LeaveAsync(TimeSpan.FromHours(1));

        var used = await RunAsync("accounts", "delete", "--id", text.Id, "--yes");
        await RunAsync("accounts", "delete", "--id", account.Id, "--yes");
        var deleted = await RunAsync("accounts", "delete", "--id", text.Id, "--yes");

        Assert.Contains("error: HC3009", used.Errors, StringComparison.Ordinal);
        Assert.Equal((1, 0), (used.ExitCode, deleted.ExitCode));
    }

    private async Task<(JiraAccountRecord Account, EncryptedTextRecord Text)> LeaveAsync(TimeSpan ago)
    {
        await using var store = StoreFactory.Open(Store, new Earlier(ago));
        await store.EnsureCreatedAsync(cancellationToken: TestContext.Current.CancellationToken);
        var author = new Author { User = "anna", Host = "build-7", Urn = Urn };
        var text = await store.EncryptedTexts.CreateAsync(
            new(new EncryptedTextFields { Name = "shared", UsageScope = UsageScope.All }, CredentialSource.Of(new SecretText(Secret))),
            author,
            TestContext.Current.CancellationToken);
        var fields = new JiraAccountFields
        {
            DisplayName = "n2",
            BaseUrl = "https://jira.example.com",
            Username = "bot@example.com",
            CredentialKind = CredentialKind.ApiToken,
        };
        return (await store.Accounts.CreateAsync(
            new Draft<JiraAccountFields>(fields, new CredentialSource.Reference(text.Id)), author, TestContext.Current.CancellationToken), text);
    }

    private sealed class Earlier(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow - by;
    }
}
