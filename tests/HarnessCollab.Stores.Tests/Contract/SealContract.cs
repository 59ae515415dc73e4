using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>A credential goes only where its owner sent it: who changes a row without the key is found out before the credential leaves.</summary>
public abstract class SealContract : StoreContract
{
    private static readonly string NewKey = Convert.ToHexStringLower(Enumerable.Repeat((byte)7, 32).ToArray());

    public static TheoryData<string, string> Changes => new()
    {
        { "UPDATE providers SET base_url = 'https://evil.example.com'", "baseUrl" },
        { "UPDATE providers SET username = 'mallory'", "username" },
        { "UPDATE providers SET username = NULL", "username" },
        { "UPDATE providers SET credential_kind = 'password'", "credentialKind" },
        { "UPDATE providers SET text_id = (SELECT id FROM encrypted_texts WHERE name = 'other')", "encryptedText" },
        { "UPDATE encrypted_texts SET usage_scope = '{\"applications\":\"all\",\"environments\":\"all\"}'", "usageScope" },
        { "UPDATE providers SET seal = NULL", "its seal is missing" },
        { "UPDATE providers SET seal = ''", "its seal is missing" },
        { "UPDATE encrypted_texts SET seal = NULL", "its seal is missing" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_changed_past_the_plugin_keeps_the_credential_in_and_is_named(string change, string named)
    {
        var account = await ReferringAsync();
        Assert.Equal("shared", (await Store.RevealAsync(account, Cancel))!.Reveal());
        await Place.ExecuteAsync(change);

        var error = await RefusedAsync();

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("shared", error.Message, StringComparison.Ordinal);
        Assert.Contains("'accounts seal'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_write_of_ours_renews_the_seal()
    {
        var text = await CreateTextAsync("token", "shared");
        var account = await Store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        await IntactAsync("s3cret-token");
        await Store.Accounts.UpdateAsync(account.Id, Some.Draft("Renamed", "second"), Some.Draft(), Some.Author(), Cancel);
        await IntactAsync("second", "Renamed");
        await Store.Accounts.UpdateAsync(account.Id, Some.Referencing(text.Id), Some.Draft("Renamed", "second"), Some.Author(), Cancel);
        await IntactAsync("shared");
        await Store.Accounts.UpdateAsync(account.Id, Some.Referencing(text.Id), Some.Referencing(text.Id), Some.OtherAuthor, Cancel);
        await IntactAsync("shared");
        await Store.EncryptedTexts.UpdateAsync(
            text.Id,
            new(Some.Text("token", Some.Scope("shop", "prod")), CredentialSource.Of(new("shared"))),
            new(Some.Text("token"), CredentialSource.Of(new("shared"))),
            Some.Author(),
            Cancel);
        await IntactAsync("shared");
        await Store.Accounts.UpdateAsync(account.Id, Some.Draft(secret: "third"), Some.Referencing(text.Id), Some.Author(), Cancel);
        await IntactAsync("third");
    }

    [Fact]
    public async Task A_rotation_renews_what_is_intact_and_mends_nothing()
    {
        var good = await Store.Accounts.CreateAsync(Some.Draft("good", "good-secret"), Some.Author(), Cancel);
        await Store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        await Place.ExecuteAsync("UPDATE providers SET base_url = 'https://evil.example.com' WHERE display_name = 'Jira Main'");

        await ((IStoreMaintenance)Store).RotateKeyAsync(new(NewKey), Some.Author(), Cancel);

        var reader = Again(NewKey);
        Assert.Equal("good-secret", (await reader.RevealAsync((await reader.Accounts.FindAsync(good.Id, Cancel))!, Cancel))!.Reveal());
        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await reader.RevealAsync((await reader.Accounts.FindByNameAsync("Jira Main", Cancel))!, Cancel));
        Assert.Equal(StoreErrorCodes.SealBroken, error.Code);
    }

    [Fact]
    public async Task A_write_to_the_text_mends_no_account_and_one_to_the_account_no_scope()
    {
        var account = await ReferringAsync();
        await Place.ExecuteAsync("UPDATE providers SET base_url = 'https://evil.example.com'");
        await Store.EncryptedTexts.UpdateAsync(
            account.SecretId,
            new(Some.Text("token", Some.Scope("crm", "prod")), CredentialSource.Of(new("shared"))),
            new(Some.Text("token", Some.Scope("shop", "prod")), CredentialSource.Of(new("shared"))),
            Some.Author(),
            Cancel);
        await RefusedAsync();

        await Place.ExecuteAsync("UPDATE encrypted_texts SET usage_scope = '{\"applications\":\"all\",\"environments\":\"all\"}'");
        var there = Some.Referencing(account.SecretId) with { Fields = Some.Fields() with { BaseUrl = "https://evil.example.com" } };
        await Store.Accounts.UpdateAsync(account.Id, Some.Referencing(account.SecretId), there, Some.Author(), Cancel);

        Assert.Contains("usageScope", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owners_write_and_an_operators_word_make_it_whole_again()
    {
        var account = await ReferringAsync();
        await Place.ExecuteAsync("UPDATE providers SET base_url = 'https://new.example.com'");
        var there = Some.Referencing(account.SecretId) with { Fields = Some.Fields() with { BaseUrl = "https://new.example.com" } };

        await ((IStoreMaintenance)Store).SealAsync((await Store.Accounts.FindAsync(account.Id, Cancel))!, Some.OtherAuthor, Cancel);
        await IntactAsync("shared");
        var entry = (await Some.ToListAsync(Store.ReadJournalAsync(account.Id, Cancel)))[^1];
        Assert.Equal((JournalAction.Sealed, "ben"), (entry.Action, entry.Author.User));
        await Place.ExecuteAsync("UPDATE providers SET seal = NULL");
        await Store.Accounts.UpdateAsync(account.Id, there, there, Some.Author(), Cancel);

        await IntactAsync("shared");
    }

    [Fact]
    public async Task What_has_changed_since_it_was_looked_at_is_not_accepted()
    {
        var seen = await ReferringAsync();
        await Place.ExecuteAsync("UPDATE providers SET base_url = 'https://evil.example.com'");

        await Assert.ThrowsAsync<StoreConflictException>(() => ((IStoreMaintenance)Store).SealAsync(seen, Some.Author(), Cancel));

        await RefusedAsync();
    }

    // An account that refers to a text of a narrow scope; another text lies beside.
    private async Task<JiraAccountRecord> ReferringAsync()
    {
        await CreateTextAsync("other", "other-value");
        var text = await Store.EncryptedTexts.CreateAsync(
            new(Some.Text("token", Some.Scope("shop", "prod")), CredentialSource.Of(new("shared"))), Some.Author(), Cancel);
        return await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);
    }

    private async Task IntactAsync(string secret, string name = "Jira Main")
    {
        var reader = Again();
        Assert.Equal(secret, (await reader.RevealAsync((await reader.Accounts.FindByNameAsync(name, Cancel))!, Cancel))!.Reveal());
    }

    private async Task<StoreException> RefusedAsync()
    {
        var reader = Again();
        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await reader.RevealAsync((await reader.Accounts.FindByNameAsync("Jira Main", Cancel))!, Cancel));
        Assert.Equal((StoreErrorCodes.SealBroken, StoreErrorKind.Corrupt), (error.Code, error.Kind));
        return error;
    }
}
