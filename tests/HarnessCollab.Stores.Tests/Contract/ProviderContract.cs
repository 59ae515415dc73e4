using System.Collections.Immutable;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class ProviderContract : StoreContract
{
    [Fact]
    public async Task Create_saves_all_that_was_given()
    {
        var fields = Some.Fields() with
        {
            TokenExpiresAt = new(2027, 1, 31),
            Description = "for the shop – \"quoted\"\nand more",
            Tags = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("team", "zürich"), KeyValuePair.Create("Env", "")]),
        };

        var created = await Store.Accounts.CreateAsync(new(fields, new CredentialSource.Owned(new("s3cret"))), Some.Author(), Cancel);
        var found = await Again().Accounts.FindAsync(created.Id, Cancel);

        Assert.Equal(created, found);
        Assert.Equal(Place.Traits.Kept(fields), found!.Fields);
        Assert.True(found.OwnsSecret);
        Assert.Equal(Store.Capabilities.DefaultUsageScope, found.UsageScope);
        Assert.Equal(Recorded(Some.Author()).Urn ?? "", found.Owner);
        Assert.Equal(Recorded(Some.Author()), found.UpdatedBy);
        AssertIsNow(found.UpdatedAt);
        AssertIsNow(found.CreatedAt);
    }

    [Fact]
    public async Task Create_without_optional_fields_leaves_them_empty()
    {
        var fields = new JiraAccountFields
        {
            DisplayName = "x",
            BaseUrl = "https://jira.example.com",
            CredentialKind = CredentialKind.PersonalAccessToken,
        };

        var created = await Store.Accounts.CreateAsync(new(fields, new CredentialSource.Owned(new("pat"))), Some.Author(), Cancel);

        Assert.Equal(Place.Traits.Kept(fields), created.Fields);
        Assert.Null(created.Fields.Username);
        Assert.Empty(created.Fields.Tags);
    }

    [Fact]
    public async Task A_create_returns_what_a_read_returns()
    {
        NeedsTrait(traits => traits.ScopesChange);
        foreach (var author in new[] { Some.Author(), Some.OtherAuthor, new() { Urn = "", User = "eve", Host = "" } })
        {
            var scoped = Text($"scoped {author.User}", Some.Scope("shop", "prod"));
            var text = await Store.EncryptedTexts.CreateAsync(new(scoped, CredentialSource.Of(new(""))), author, Cancel);
            var owning = await Store.Accounts.CreateAsync(Some.Draft($"owning {author.User}"), author, Cancel);
            var sharing = await Store.Accounts.CreateAsync(Some.Referencing(text.Id, $"using {author.User}"), author, Cancel);

            Assert.Equal(await Store.EncryptedTexts.FindAsync(text.Id, Cancel), text);
            Assert.Equal(await Store.Accounts.FindAsync(owning.Id, Cancel), owning);
            Assert.Equal(await Store.Accounts.FindAsync(sharing.Id, Cancel), sharing);
        }
    }

    [Fact]
    public async Task Lookups_find_by_exact_id_and_exact_name_only()
    {
        var created = await CreateAsync("Jira Main");

        Assert.Equal(created, await Store.Accounts.FindByNameAsync("Jira Main", Cancel));
        Assert.Null(await Store.Accounts.FindByNameAsync("jira main", Cancel));
        Assert.Null(await Store.Accounts.FindAsync(created.Id.ToUpperInvariant(), Cancel));
        Assert.Null(await Store.Accounts.FindAsync("jcp_missing", Cancel));
    }

    [Fact]
    public async Task Names_that_differ_in_case_live_side_by_side_and_find_each_other()
    {
        await CreateAsync("Jira Main");
        await CreateAsync("JIRA MAIN");
        await CreateAsync("Other");

        var neighbours = await Store.Accounts.FindOfLikeNameAsync(new("jira main"), Cancel);

        Assert.Equal(["JIRA MAIN", "Jira Main"], neighbours.Select(record => record.Fields.DisplayName));
    }

    [Fact]
    public async Task Create_refuses_a_taken_name_and_names_the_holder()
    {
        var holder = await Store.Accounts.CreateAsync(Some.Draft(), Some.OtherAuthor, Cancel);

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync());

        Assert.Equal(StoreErrorCodes.JiraAccountNameTaken, refusal.Code);
        Assert.Equal(StoreErrorKind.AlreadyExists, refusal.Kind);
        Assert.Equal(new(holder.Id, "Jira Main", Recorded(Some.OtherAuthor).Urn ?? "", Recorded(Some.OtherAuthor), holder.UpdatedAt), refusal.Holder);
        Assert.Contains(holder.Id, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Place.CountTextsAsync());
    }

    [Fact]
    public async Task A_clash_tells_who_wrote_the_holder_last_and_when()
    {
        NeedsTrait(store => store.RecordsOwner);
        var holder = await Store.Accounts.CreateAsync(Some.Draft(), Some.OtherAuthor, Cancel);

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync());

        Assert.Equal(
            $"HC3005: the display name 'Jira Main' is taken in the {Store.Description} by the Jira account {holder.Id}, last written 2026-03-01 "
            + $"12:00:00Z by ben on laptop, for {Some.OtherAuthor.Urn}. Choose another display name, or import that account.",
            refusal.Message);
    }

    [Fact]
    public async Task Create_never_takes_over_a_text_that_has_the_name_of_the_owned_one()
    {
        var foreign = await Store.EncryptedTexts.CreateAsync(
            new(Place.Traits.InTheWayOfOwned("Jira Main") with { UsageScope = Store.Capabilities.DefaultUsageScope }, CredentialSource.Of(new("x"))),
            Some.Author(),
            Cancel);

        var refusal = await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync());

        Assert.Equal(StoreErrorCodes.EncryptedTextNameTaken, refusal.Code);
        Assert.Equal(foreign.Id, refusal.Holder.Id);
        Assert.Equal(0, await Place.CountProvidersAsync());
    }

    [Fact]
    public async Task Create_refuses_delegate_selectors_because_there_are_no_delegates()
    {
        Needs(store => !store.SupportsDelegateSelectors);
        var draft = Some.Draft() with { Fields = Some.Fields() with { DelegateSelectors = ["east"] } };

        var refusal = await Assert.ThrowsAsync<StoreException>(() => Store.Accounts.CreateAsync(draft, Some.Author(), Cancel));

        Assert.Equal(StoreErrorKind.Unsupported, refusal.Kind);
        Assert.Contains("'delegateSelectors'", refusal.Message, StringComparison.Ordinal);
        Assert.False(Store.Capabilities.SupportsDelegateSelectors);
    }

    [Fact]
    public async Task Without_delegates_there_is_no_test_by_one()
    {
        Needs(store => !store.SupportsDelegateSelectors);
        var created = await CreateAsync();

        var refusal = await Assert.ThrowsAsync<StoreException>(() => Store.TestConnectionAsync(created.Id, Cancel));

        Assert.Equal(StoreErrorKind.Unsupported, refusal.Kind);
        Assert.Null(created.DelegateTest);
    }

    [Fact]
    public async Task List_pages_through_all_in_the_order_of_names()
    {
        NeedsTrait(traits => traits.IsFast);
        string[] names = [.. Enumerable.Range(0, (2 * SqlStore.PageSize) + 3).Select(number => $"{(number % 2 == 0 ? "b" : "A")}-{number:D4}")];
        await Task.WhenAll(names.Select(name => CreateAsync(name)));

        var listed = await Some.ToListAsync(Store.Accounts.ListAsync(Cancel));

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(record => record.Fields.DisplayName));
    }

    [Fact]
    public async Task Delete_takes_the_owned_text_with_it()
    {
        var created = await CreateAsync();

        var result = await Store.Accounts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel);

        Assert.Equal(new(true, null, null), result);
        Assert.Null(await Store.Accounts.FindAsync(created.Id, Cancel));
        Assert.Null(await Store.EncryptedTexts.FindAsync(created.SecretId, Cancel));
    }

    [Fact]
    public async Task Delete_leaves_a_referenced_text_alone()
    {
        var text = await CreateTextAsync();
        var created = await Store.Accounts.CreateAsync(Some.Referencing(text.Id), Some.Author(), Cancel);

        await Store.Accounts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel);

        Assert.Equal(text, await Store.EncryptedTexts.FindAsync(text.Id, Cancel));
    }

    [Fact]
    public async Task Delete_of_what_is_gone_is_success()
    {
        Assert.Equal(DeleteResult.Missing, await Store.Accounts.DeleteAsync("jcp_missing", Some.Author(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task Delete_tells_when_someone_else_wrote_last()
    {
        NeedsTrait(store => store.RecordsOwner);
        var created = await Store.Accounts.CreateAsync(Some.Draft(), Some.OtherAuthor, Cancel);

        var result = await Store.Accounts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel);

        Assert.Equal(new(true, Some.OtherAuthor, created.UpdatedAt), result);
    }

    [Fact]
    public async Task Adoption_gives_a_new_id_and_the_old_one_finds_nothing()
    {
        Needs(store => store.CanRekey);
        var left = await CreateAsync();

        var adopted = await Store.Accounts.AdoptAsync(left.Id, Some.Draft(), isKnown: false, Some.Author(), Cancel);

        Assert.NotEqual(left.Id, adopted.Id);
        Assert.Equal(left.Fields, adopted.Fields);
        Assert.Equal(left.SecretId, adopted.SecretId);
        Assert.Equal(DeleteResult.Missing, await Store.Accounts.DeleteAsync(left.Id, Some.Author(), cancellationToken: Cancel));
        Assert.Equal("s3cret-token", (await Store.RevealAsync(adopted.SecretId, Cancel))!.Reveal());
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("baseUrl")]
    [InlineData("credential")]
    public async Task Adoption_is_refused_unless_owner_fields_and_credential_are_the_same(string difference)
    {
        Needs(store => store.CanRekey);
        var left = await CreateAsync();
        var expected = difference switch
        {
            "baseUrl" => Some.Draft() with { Fields = Some.Fields() with { BaseUrl = "https://other.example.com" } },
            "credential" => Some.Draft(secret: "another"),
            _ => Some.Draft(),
        };
        var author = difference == "owner" ? Some.OtherAuthor : Some.Author();

        var refusal = await Assert.ThrowsAsync<StoreConflictException>(
            () => Store.Accounts.AdoptAsync(left.Id, expected, isKnown: false, author, Cancel));

        Assert.Equal(StoreErrorCodes.AdoptionRefused, refusal.Code);
        Assert.Equal([difference], refusal.Fields);
        Assert.Equal(left, await Store.Accounts.FindAsync(left.Id, Cancel));
    }

    [Fact]
    public async Task Writes_need_a_store_and_reads_never_make_one()
    {
        NeedsTrait(traits => traits.IsMade);
        var elsewhere = await NewPlaceAsync();
        await using var place = elsewhere;
        await using var store = elsewhere.Open();

        Assert.Null(await store.GetStoreIdAsync(Cancel));
        Assert.Null(await store.Accounts.FindAsync("jcp_any", Cancel));
        Assert.Null(await store.Accounts.FindByNameAsync("any", Cancel));
        Assert.Empty(await store.Accounts.FindOfLikeNameAsync(new("any"), Cancel));
        Assert.Empty(await Some.ToListAsync(store.Accounts.ListAsync(Cancel)));
        Assert.Empty(await Some.ToListAsync(store.ReadJournalAsync(null, Cancel)));
        await store.VerifyAsync(cancellationToken: Cancel);
        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.StoreMissing, refusal.Code);
        Assert.Null(await store.GetStoreIdAsync(Cancel));
    }

    [Fact]
    public async Task The_store_id_is_made_once_and_stays()
    {
        var id = await Store.GetStoreIdAsync(Cancel);
        var again = Again();
        await again.EnsureCreatedAsync(cancellationToken: Cancel);

        Assert.NotNull(id);
        Assert.Equal(id, await again.GetStoreIdAsync(Cancel));
    }
}
