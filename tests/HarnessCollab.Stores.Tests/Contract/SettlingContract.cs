using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>
/// Whose row is it? Only what can be the lost answer of a create is adopted, and a row that another stack has taken over is left to it.
/// </summary>
public abstract class SettlingContract : StoreContract
{
    private const string Aliased = "urn:pulumi:dev::shop::harnesscollab:index:JiraCollaborationProvider::older";

    [Fact]
    public async Task A_new_row_is_settled_by_the_orderly_end_of_its_maker_and_not_by_that_of_another()
    {
        Needs(store => store.CanRekey);
        var provider = await CreateAsync();
        var text = await CreateTextAsync();
        var other = Again();
        await other.Accounts.CreateAsync(Some.Draft("Other"), Some.Author(), Cancel);

        await other.SettleAsync(Cancel);
        Assert.Equal((false, false), await SettledAsync(provider.Id, text.Id));
        await Store.SettleAsync(Cancel);

        Assert.Equal((true, true), await SettledAsync(provider.Id, text.Id));
        Assert.Equal(provider.UpdatedAt, (await Store.Accounts.FindAsync(provider.Id, Cancel))!.UpdatedAt);
    }

    [Fact]
    public async Task A_new_row_is_settled_by_its_next_write_even_one_that_changes_nothing()
    {
        Needs(store => store.CanRekey);
        var provider = await CreateAsync();
        var text = await CreateTextAsync();

        Assert.True((await Store.Accounts.UpdateAsync(provider.Id, Some.Draft(), Some.Draft(), Some.Author(), Cancel)).Record.IsSettled);
        Assert.True(
            (await Store.EncryptedTexts.UpdateAsync(
                text.Id,
                new(Text(), CredentialSource.Of(new("changed"))),
                new(Text(), CredentialSource.Of(new("text-value"))),
                Some.Author(),
                Cancel)).Record.IsSettled);
        Assert.Equal((true, true), await SettledAsync(provider.Id, text.Id));
    }

    [Fact]
    public async Task A_settled_row_is_adopted_only_by_who_knows_its_id_and_is_then_new_again()
    {
        Needs(store => store.CanRekey);
        var provider = await CreateAsync();
        var text = await CreateTextAsync();
        await Store.SettleAsync(Cancel);

        var refusals = new[]
        {
            await Assert.ThrowsAsync<StoreConflictException>(
                () => Store.Accounts.AdoptAsync(provider.Id, Some.Draft(), isKnown: false, Some.Author(), Cancel)),
            await Assert.ThrowsAsync<StoreConflictException>(() =>
                Store.EncryptedTexts.AdoptAsync(text.Id, new(Text(), CredentialSource.Of(new("text-value"))), isKnown: false, Some.Author(), Cancel)),
        };
        var adopted = await Store.Accounts.AdoptAsync(provider.Id, Some.Draft(), isKnown: true, Some.Author(), Cancel);
        var adoptedText = await Store.EncryptedTexts.AdoptAsync(
            text.Id, new(Text(), CredentialSource.Of(new("text-value"))), isKnown: true, Some.Author(Aliased), Cancel);

        Assert.All(refusals, refusal => Assert.Equal(["settled"], refusal.Fields));
        Assert.Equal((false, false), (adopted.IsSettled, adoptedText.IsSettled));
        Assert.Equal(Aliased, adoptedText.Owner);
    }

    [Fact]
    public async Task What_another_stack_wrote_after_its_author_is_left_to_it_and_is_not_adopted()
    {
        Needs(store => store.KeepsJournal);
        var provider = await Store.Accounts.AdoptAsync((await CreateAsync()).Id, Some.Draft(), isKnown: false, Some.Author(), Cancel);
        var text = await CreateTextAsync();
        await Store.Accounts.UpdateAsync(provider.Id, Some.Draft(), Some.Draft(), Some.OtherAuthor, Cancel);
        await Store.EncryptedTexts.UpdateAsync(
            text.Id, new(Text(), CredentialSource.Of(null)), new(Text(), CredentialSource.Of(null)), Some.OtherAuthor, Cancel);

        var deleted = new[]
        {
            await Store.Accounts.DeleteAsync(provider.Id, Some.Author(), cancellationToken: Cancel),
            await Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel),
        };
        await Assert.ThrowsAsync<StoreConflictException>(
            () => Store.Accounts.AdoptAsync(provider.Id, Some.Draft(), isKnown: true, Some.Author(), Cancel));

        Assert.All(deleted, result => Assert.Equal((true, true, Some.OtherAuthor), (result.Existed, result.Kept, result.LastWriter)));
        Assert.NotNull(await Store.Accounts.FindAsync(provider.Id, Cancel));
        Assert.NotNull(await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
        Assert.Equal(new(true, null, null), await Store.Accounts.DeleteAsync(provider.Id, Some.OtherAuthor, cancellationToken: Cancel));
    }

    [Fact]
    public async Task What_an_author_never_wrote_is_its_to_delete_and_so_is_what_its_own_stack_wrote_later()
    {
        Needs(store => store.KeepsJournal);
        var renamed = await CreateAsync("renamed");
        var aliased = await CreateAsync("aliased");
        await Store.Accounts.UpdateAsync(aliased.Id, Some.Draft("aliased"), Some.Draft("aliased"), Some.Author(Aliased), Cancel);

        Assert.Equal(
            new(true, Some.Author(), renamed.UpdatedAt), await Store.Accounts.DeleteAsync(renamed.Id, Some.OtherAuthor, cancellationToken: Cancel));
        Assert.False((await Store.Accounts.DeleteAsync(aliased.Id, Some.Author(), cancellationToken: Cancel)).Kept);
        Assert.Equal(0, await Place.CountProvidersAsync());
    }

    [Fact]
    public async Task A_person_deletes_what_they_name()
    {
        Needs(store => store.KeepsJournal);
        var provider = await CreateAsync();

        var result = await Store.Accounts.DeleteAsync(provider.Id, Some.Author() with { Urn = null }, cancellationToken: Cancel);

        Assert.Equal((true, false), (result.Existed, result.Kept));
        Assert.Equal(0, await Place.CountTextsAsync());
    }

    [Fact]
    public async Task A_process_that_made_nothing_settles_nothing()
    {
        NeedsTrait(traits => traits.IsMade);
        await using var elsewhere = await NewPlaceAsync();
        await using var store = elsewhere.Open();

        await store.SettleAsync(Cancel);

        Assert.Null(await store.GetStoreIdAsync(Cancel));
    }

    private async Task<(bool Provider, bool Text)> SettledAsync(string provider, string text) =>
        ((await Again().Accounts.FindAsync(provider, Cancel))!.IsSettled, (await Again().EncryptedTexts.FindAsync(text, Cancel))!.IsSettled);
}
