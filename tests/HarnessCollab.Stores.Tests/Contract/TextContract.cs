using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class TextContract : StoreContract
{
    [Fact]
    public async Task Create_saves_all_that_was_given()
    {
        var scope = Place.Traits.ScopesChange
            ? new UsageScope.ApplicationEnvironments(ScopeNames.Of("shop", "Büro \"1\""), ScopeNames.All)
            : Store.Capabilities.DefaultUsageScope;

        var created = await CreateTextAsync(scope: scope);

        Assert.Equal(created, await Again().EncryptedTexts.FindAsync(created.Id, Cancel));
        Assert.Equal(created, await Again().EncryptedTexts.FindByNameAsync("jira token", Cancel));
        Assert.Equal(scope, created.UsageScope);
        Assert.False(created.Managed);
        Assert.True(created.CredentialMark is CredentialMark.Modification mark
            ? mark.Matches(created.Revision) == CredentialMatch.Same
            : Store.Holds(created.CredentialMark, new("text-value")));
        await AssertHoldsAsync(created.Id, "text-value");
    }

    [Fact]
    public async Task Create_refuses_a_taken_name()
    {
        var holder = await CreateTextAsync();

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateTextAsync());

        Assert.Equal((StoreErrorCodes.EncryptedTextNameTaken, holder.Id), (refusal.Code, refusal.Holder.Id));
    }

    [Fact]
    public async Task Providers_inherit_the_scope_live()
    {
        NeedsTrait(traits => traits.ScopesChange);
        var text = await CreateTextAsync();
        var provider = await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);
        var scope = Some.Scope("shop", "prod");

        await Store.EncryptedTexts.UpdateAsync(
            text.Id, new(Text(scope: scope), CredentialSource.Of(null)), new(Text(), CredentialSource.Of(null)), Some.Author(), Cancel);
        var found = await Store.Accounts.FindAsync(provider.Id, Cancel);

        Assert.Equal(scope, found!.UsageScope);
        Assert.Equal(provider.Revision, found.Revision);
    }

    [Fact]
    public async Task Update_changes_name_and_value_and_leaves_what_is_not_given()
    {
        var created = await CreateTextAsync();

        var result = await Store.EncryptedTexts.UpdateAsync(
            created.Id,
            new(Text("renamed"), CredentialSource.Of(new("second"))),
            new(Text(), CredentialSource.Of(new("text-value"))),
            Some.Author(),
            Cancel);
        var kept = await Store.EncryptedTexts.UpdateAsync(
            created.Id, new(Text("again"), CredentialSource.Of(null)), new(Text("renamed"), CredentialSource.Of(null)), Some.Author(), Cancel);

        Assert.Equal("renamed", result.Record.Name);
        Assert.NotEqual(created.Revision, result.Record.Revision);
        Assert.Equal(("again", false), (kept.Record.Name, kept.AlreadyEqual));
        await AssertHoldsAsync(created.Id, "second");
    }

    [Fact]
    public async Task Update_that_would_undo_someone_elses_is_a_conflict()
    {
        var created = await CreateTextAsync();
        await Store.EncryptedTexts.UpdateAsync(
            created.Id, new(Text(), CredentialSource.Of(new("theirs"))), new(Text(), CredentialSource.Of(null)), Some.OtherAuthor, Cancel);

        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => Store.EncryptedTexts.UpdateAsync(
            created.Id,
            new(Text(), CredentialSource.Of(new("mine"))),
            new(Text(), CredentialSource.Of(new("text-value")), created.Revision),
            Some.Author(),
            Cancel));

        Assert.Equal(["value"], conflict.Fields);
        Assert.Equal(Recorded(Some.OtherAuthor), conflict.UpdatedBy);
    }

    [Fact]
    public async Task Update_to_what_is_there_is_success_without_a_write()
    {
        Needs(store => store.RevealsSecrets);
        var created = await CreateTextAsync();

        var result = await Store.EncryptedTexts.UpdateAsync(
            created.Id,
            new(Text(), CredentialSource.Of(new("text-value"))),
            new(Text("was"), CredentialSource.Of(new("old"))),
            Some.Author(),
            Cancel);

        Assert.True(result.AlreadyEqual);
        Assert.Equal(created with { IsSettled = true }, result.Record);
    }

    [Fact]
    public async Task Delete_in_use_is_refused_and_names_the_users()
    {
        var text = await CreateTextAsync();
        foreach (var number in Enumerable.Range(1, 22))
        {
            await Store.Accounts.CreateAsync(Some.Referencing(text.Id, $"user {number:D2}"), Some.Author(), Cancel);
        }

        var refusal = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel));

        Assert.Equal(StoreErrorKind.InUse, refusal.Kind);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"user {number:D2}"), refusal.Users.Select(user => user.Name));
        Assert.Contains("'user 01', 'user 02'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'user 20' and more", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
    }

    [Fact]
    public async Task Delete_tells_when_someone_else_wrote_last_and_is_success_when_nothing_is_there()
    {
        NeedsTrait(store => store.RecordsOwner);
        var text = await CreateTextAsync();

        Assert.Equal(
            new(true, Some.Author(), text.UpdatedAt), await Store.EncryptedTexts.DeleteAsync(text.Id, Some.OtherAuthor, cancellationToken: Cancel));
        Assert.Equal(DeleteResult.Missing, await Store.EncryptedTexts.DeleteAsync(text.Id, Some.OtherAuthor, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_managed_text_is_its_providers_alone()
    {
        var provider = await CreateAsync();
        var text = await Store.EncryptedTexts.FindAsync(provider.SecretId, Cancel);

        var referenced = await Assert.ThrowsAsync<StoreException>(
            () => Store.Accounts.CreateAsync(Some.Referencing(text!.Id, "Other"), Some.Author(), Cancel));
        var renamed = await Assert.ThrowsAsync<StoreException>(() => Store.EncryptedTexts.UpdateAsync(
            text!.Id, new(Text("mine now"), CredentialSource.Of(null)), new(Text(text.Name), CredentialSource.Of(null)), Some.Author(), Cancel));
        var deleted = await Assert.ThrowsAsync<EncryptedTextInUseException>(
            () => Store.EncryptedTexts.DeleteAsync(text!.Id, Some.Author(), cancellationToken: Cancel));

        Assert.True(text!.Managed);
        Assert.Equal(StoreErrorCodes.EncryptedTextManaged, referenced.Code);
        Assert.Equal(StoreErrorCodes.EncryptedTextManaged, renamed.Code);
        Assert.Equal(["Jira Main"], deleted.Users.Select(user => user.Name));
        Assert.NotNull(await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
    }

    [Fact]
    public async Task A_reference_to_a_text_that_does_not_exist_is_not_found()
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(() => Store.Accounts.CreateAsync(Some.Referencing("enc_none"), Some.Author(), Cancel));

        Assert.Equal((StoreErrorCodes.EncryptedTextMissing, StoreErrorKind.NotFound), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public async Task Adoption_gives_a_new_id_that_the_users_follow()
    {
        Needs(store => store.CanRekey);
        var text = await CreateTextAsync();
        var user = await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);

        var adopted = await Store.EncryptedTexts.AdoptAsync(
            text.Id, new(Text(), CredentialSource.Of(new("text-value"))), isKnown: false, Some.Author(), Cancel);

        Assert.NotEqual(text.Id, adopted.Id);
        Assert.Null(await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
        Assert.Equal(adopted.Id, (await Store.Accounts.FindAsync(user.Id, Cancel))!.SecretId);
        Assert.Equal("text-value", (await Store.RevealAsync(adopted.Id, Cancel))!.Reveal());
    }

    [Fact]
    public async Task Adoption_of_someone_elses_text_is_refused()
    {
        Needs(store => store.CanRekey);
        var text = await CreateTextAsync();

        var refusal = await Assert.ThrowsAsync<StoreConflictException>(
            () => Store.EncryptedTexts.AdoptAsync(text.Id, new(Text(), CredentialSource.Of(new("x"))), isKnown: false, Some.OtherAuthor, Cancel));

        Assert.Equal(["value", "owner"], refusal.Fields);
    }

    [Fact]
    public async Task List_gives_all_by_name_managed_ones_included()
    {
        await CreateTextAsync("b");
        await CreateAsync("a");

        var texts = await Some.ToListAsync(Store.EncryptedTexts.ListAsync(Cancel));

        Assert.Equal([(Place.Traits.OwnedName("a"), true), ("b", false)], texts.Select(text => (text.Name, text.Managed)));
    }
}
