using System.Collections.Immutable;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class UpdateContract : StoreContract
{
    [Fact]
    public async Task Update_writes_fields_credential_and_author()
    {
        var created = await CreateAsync();
        Place.Time.Advance(TimeSpan.FromMinutes(5));
        var candidate = new Draft<JiraAccountFields>(
            Some.Fields() with { BaseUrl = "https://new.example.com", Tags = ImmutableSortedDictionary<string, string>.Empty.Add("a", "b") },
            new CredentialSource.Owned(new("rotated")));

        var result = await Store.Accounts.UpdateAsync(
            created.Id, candidate, Some.Draft() with { Revision = created.Revision }, Some.OtherAuthor, Cancel);

        Assert.False(result.AlreadyEqual);
        Assert.Equal(Place.Traits.Kept(candidate.Fields), result.Record.Fields);
        Assert.NotEqual(created.Revision, result.Record.Revision);
        Assert.Equal(Recorded(Some.OtherAuthor).Urn ?? "", result.Record.Owner);
        AssertIsNow(result.Record.UpdatedAt);
        Assert.Equal(created.CreatedAt, result.Record.CreatedAt);
        Assert.Equal(Store.Capabilities.KeepsSecretId, created.SecretId == result.Record.SecretId);
        Assert.Equal(1, await Place.CountTextsAsync());
        Assert.Null(result.Record.Warning);
        await AssertHoldsAsync(result.Record.SecretId, "rotated");
        Assert.Equal(result.Record, await Again().Accounts.FindAsync(created.Id, Cancel));
    }

    [Fact]
    public async Task A_row_that_is_as_wanted_is_success_without_a_write()
    {
        Needs(store => store.RevealsSecrets && store.KeepsJournal);
        var created = await CreateAsync();
        Place.Time.Advance(TimeSpan.FromMinutes(5));
        var entries = await Place.CountAsync("journal");

        var result = await Store.Accounts.UpdateAsync(created.Id, Some.Draft(), Some.Draft("was another", "old"), Some.Author(), Cancel);

        Assert.True(result.AlreadyEqual);
        Assert.Equal(created with { IsSettled = true }, result.Record);
        Assert.Equal(entries, await Place.CountAsync("journal"));
    }

    [Fact]
    public async Task A_row_that_is_as_wanted_takes_the_new_owner_and_keeps_its_revision()
    {
        NeedsTrait(store => store.RecordsOwner);
        var created = await CreateAsync();

        var result = await Store.Accounts.UpdateAsync(created.Id, Some.Draft(), Some.Draft(), Some.OtherAuthor, Cancel);

        Assert.True(result.AlreadyEqual);
        Assert.Equal(created.Revision, result.Record.Revision);
        Assert.Equal(Some.OtherAuthor.Urn, result.Record.Owner);
    }

    [Fact]
    public async Task A_change_by_someone_else_that_the_update_would_undo_is_a_conflict()
    {
        var created = await CreateAsync();
        Place.Time.Advance(TimeSpan.FromHours(1));
        var theirs = Some.Draft(secret: "theirs") with
        {
            Fields = Some.Fields() with { BaseUrl = "https://theirs.example.com", Description = "same wish" },
        };
        var basis = Some.Draft() with { Revision = created.Revision };
        var current = (await Store.Accounts.UpdateAsync(created.Id, theirs, basis, Some.OtherAuthor, Cancel)).Record;
        var mine = Some.Draft(secret: "mine") with
        {
            Fields = Some.Fields() with { BaseUrl = "https://mine.example.com", Description = "same wish", Username = "mine" },
        };

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(
            () => Store.Accounts.UpdateAsync(created.Id, mine, basis, Some.Author(), Cancel));

        Assert.Equal(["baseUrl", "credential"], conflict.Fields);
        Assert.Equal(Recorded(Some.OtherAuthor), conflict.UpdatedBy);
        AssertIsNow(conflict.UpdatedAt);
        Assert.Equal(
            $"HC3007: Jira account 'Jira Main' ({created.Id}) in the {Store.Description} has been changed by someone else: baseUrl, credential; "
            + $"last written {conflict.UpdatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z "
            + $"by {conflict.UpdatedBy}. Nothing was written. Run a refresh to see the change, then decide which value is right.",
            conflict.Message);
        Assert.Equal(current, await Store.Accounts.FindAsync(created.Id, Cancel));
    }

    [Fact]
    public async Task A_change_of_another_field_than_mine_is_still_a_conflict_because_the_update_would_undo_it()
    {
        var created = await CreateAsync();
        await Store.Accounts.UpdateAsync(
            created.Id,
            Some.Draft() with { Fields = Some.Fields() with { Description = "theirs" } },
            Some.Draft() with { Revision = created.Revision },
            Some.OtherAuthor,
            Cancel);

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => Store.Accounts.UpdateAsync(
            created.Id,
            Some.Draft() with { Fields = Some.Fields() with { BaseUrl = "https://mine.example.com" } },
            Some.Draft() with { Revision = created.Revision },
            Some.Author(),
            Cancel));

        Assert.Equal(["description"], conflict.Fields);
    }

    [Fact]
    public async Task A_change_that_was_known_or_is_wanted_is_no_conflict()
    {
        var created = await CreateAsync();
        var theirs = Some.Draft(secret: "theirs") with
        {
            Fields = Some.Fields() with { BaseUrl = "https://theirs.example.com", Description = "wanted too" },
        };
        await Store.Accounts.UpdateAsync(created.Id, theirs, Some.Draft(), Some.OtherAuthor, Cancel);
        var basis = Some.Draft(secret: "unknown to me") with { Fields = Some.Fields() with { BaseUrl = "https://theirs.example.com" } };
        var mine = Some.Draft(secret: "theirs") with
        {
            Fields = Some.Fields() with { BaseUrl = "https://mine.example.com", Description = "wanted too" },
        };

        var result = await Store.Accounts.UpdateAsync(created.Id, mine, basis, Some.Author(), Cancel);

        Assert.Equal(Place.Traits.Kept(mine.Fields), result.Record.Fields);
    }

    [Fact]
    public async Task Without_a_claim_about_the_credential_it_cannot_be_in_conflict()
    {
        var created = await CreateAsync();
        await Store.EncryptedTexts.UpdateAsync(
            created.SecretId,
            new(Text(Place.Traits.OwnedName("Jira Main")), CredentialSource.Of(new("behind our back"))),
            new(Text(Place.Traits.OwnedName("Jira Main")), CredentialSource.Of(null)),
            Some.OtherAuthor,
            Cancel);

        var result = await Store.Accounts.UpdateAsync(
            created.Id, Some.Draft(secret: "mine"), Some.Draft() with { Credential = new CredentialSource.AsStored() }, Some.Author(), Cancel);

        Assert.False(result.AlreadyEqual);
        await AssertHoldsAsync(result.Record.SecretId, "mine");
    }

    [Fact]
    public async Task A_bare_difference_of_revision_is_no_conflict()
    {
        Needs(store => store.RevealsSecrets);
        var created = await CreateAsync();
        await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: "b"), Some.Draft(), Some.OtherAuthor, Cancel);
        await Store.Accounts.UpdateAsync(created.Id, Some.Draft(), Some.Draft(secret: "b"), Some.OtherAuthor, Cancel);

        var result = await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: "c"), Some.Draft(), Some.Author(), Cancel);

        Assert.False(result.AlreadyEqual);
    }

    [Fact]
    public async Task Update_of_what_is_gone_is_not_found()
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => Store.Accounts.UpdateAsync("jcp_gone", Some.Draft(), Some.Draft(), Some.Author(), Cancel));

        Assert.Equal((StoreErrorCodes.JiraAccountMissing, StoreErrorKind.NotFound), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public async Task A_rename_takes_the_owned_text_along_and_keeps_the_value()
    {
        var created = await CreateAsync();

        var renamed = (await Store.Accounts.UpdateAsync(
            created.Id, Some.Draft("New Name"), Some.Draft() with { Revision = created.Revision }, Some.Author(), Cancel)).Record;

        Assert.Equal("New Name", renamed.Fields.DisplayName);
        Assert.Equal(Place.Traits.OwnedName("New Name"), (await Store.EncryptedTexts.FindAsync(created.SecretId, Cancel))!.Name);
        await AssertHoldsAsync(created.SecretId, "s3cret-token");
    }

    [Fact]
    public async Task A_rename_to_a_taken_name_is_refused()
    {
        Needs(store => store.NamesAreUnique);
        await CreateAsync("Taken");
        var created = await CreateAsync();

        var refusal = await Assert.ThrowsAsync<NameTakenException>(
            () => Store.Accounts.UpdateAsync(created.Id, Some.Draft("Taken"), Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.JiraAccountNameTaken, refusal.Code);
        Assert.Equal(created, await Store.Accounts.FindAsync(created.Id, Cancel));
    }

    [Fact]
    public async Task A_rename_never_takes_over_a_foreign_text()
    {
        Needs(store => store.NamesAreUnique);
        await CreateTextAsync("New Name (managed)");
        var created = await CreateAsync();

        var refusal = await Assert.ThrowsAsync<NameTakenException>(
            () => Store.Accounts.UpdateAsync(created.Id, Some.Draft("New Name"), Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.EncryptedTextNameTaken, refusal.Code);
        Assert.Equal(created, await Store.Accounts.FindAsync(created.Id, Cancel));
    }

    [Fact]
    public async Task From_inline_to_a_reference_the_owned_text_goes()
    {
        var scope = Place.Traits.ScopesChange ? Some.Scope("shop", "prod") : Store.Capabilities.DefaultUsageScope;
        var text = await CreateTextAsync(scope: scope);
        var created = await CreateAsync();

        var updated = (await Store.Accounts.UpdateAsync(created.Id, Some.Referencing(text.Id), Some.Draft(), Some.Author(), Cancel)).Record;

        Assert.False(updated.OwnsSecret);
        Assert.Equal(text.Id, updated.SecretId);
        Assert.Equal(scope, updated.UsageScope);
        Assert.Null(await Store.EncryptedTexts.FindAsync(created.SecretId, Cancel));
    }

    [Fact]
    public async Task From_a_reference_to_inline_an_owned_text_is_made_and_the_referenced_one_stays()
    {
        var text = await CreateTextAsync();
        var created = await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);

        var updated =
            (await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: "inline"), Some.Referencing(text.Id), Some.Author(), Cancel)).Record;

        Assert.True(updated.OwnsSecret);
        Assert.StartsWith(
            Place.Traits.OwnedName("Jira Main"), (await Store.EncryptedTexts.FindAsync(updated.SecretId, Cancel))!.Name, StringComparison.Ordinal);
        await AssertHoldsAsync(updated.SecretId, "inline");
        Assert.Equal(text, await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
    }

    [Fact]
    public async Task From_one_reference_to_another()
    {
        var one = await CreateTextAsync("one");
        var two = await CreateTextAsync("two");
        var created = await Store.Accounts.CreateAsync(Some.Referencing(one.Id), Some.Author(), Cancel);

        var updated =
            (await Store.Accounts.UpdateAsync(created.Id, Some.Referencing(two.Id), Some.Referencing(one.Id), Some.Author(), Cancel)).Record;

        Assert.Equal(two.Id, updated.SecretId);
        Assert.Equal(2, await Place.CountTextsAsync());
    }

    [Fact]
    public async Task A_reference_to_nothing_leaves_the_row_as_it_was()
    {
        var created = await CreateAsync();

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => Store.Accounts.UpdateAsync(created.Id, Some.Referencing("enc_missing"), Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.EncryptedTextMissing, refusal.Code);
        Assert.Equal(created, await Store.Accounts.FindAsync(created.Id, Cancel));
    }
}
