using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class JournalContract : StoreContract
{
    [Fact]
    public async Task Every_write_is_told_with_author_time_and_fields()
    {
        var created = await CreateAsync();
        Place.Time.Advance(TimeSpan.FromMinutes(1));
        var updated = (await Store.Accounts.UpdateAsync(
            created.Id,
            Some.Draft(secret: "new") with { Fields = Some.Fields() with { BaseUrl = "https://new.example.com" } },
            Some.Draft(),
            Some.OtherAuthor,
            Cancel)).Record;
        await Store.Accounts.DeleteAsync(created.Id, Some.OtherAuthor, cancellationToken: Cancel);

        var entries = await Some.ToListAsync(Store.ReadJournalAsync(null, Cancel));

        Assert.Equal([JournalAction.Created, JournalAction.Updated, JournalAction.Deleted], entries.Select(entry => entry.Action));
        Assert.All(
            entries,
            entry => Assert.Equal((JournalSubject.JiraAccount, created.Id, "Jira Main"), (entry.Subject, entry.SubjectId, entry.SubjectName)));
        var change = entries[1];
        Assert.Equal(Some.OtherAuthor, change.Author);
        Assert.Equal(Place.Time.GetUtcNow(), change.At);
        Assert.Equal(
            [
                new("baseUrl", "https://example.atlassian.net", "https://new.example.com"),
                new("credential", $"fingerprint {created.CredentialMark}", $"fingerprint {updated.CredentialMark}"),
            ],
            change.Changes);
    }

    [Fact]
    public async Task An_account_is_followed_through_its_names_and_ids()
    {
        var created = await CreateAsync("Old Name");
        var adopted = await Store.Accounts.AdoptAsync(created.Id, Some.Draft("Old Name"), isKnown: false, Some.Author(), Cancel);
        await Store.Accounts.UpdateAsync(adopted.Id, Some.Draft("New Name"), Some.Draft("Old Name"), Some.Author(), Cancel);
        await CreateAsync("Other");

        JournalAction[] whole = [JournalAction.Created, JournalAction.Adopted, JournalAction.Updated];
        foreach (var account in new[] { "Old Name", "New Name", created.Id, adopted.Id })
        {
            var entries = await Some.ToListAsync(Store.ReadJournalAsync(account, Cancel));
            Assert.Equal(whole, entries.Select(entry => entry.Action));
        }
    }

    [Fact]
    public async Task A_refused_write_leaves_no_entry()
    {
        var created = await CreateAsync();
        await Assert.ThrowsAsync<NameTakenException>(() => CreateAsync());
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.Accounts.UpdateAsync(
            created.Id, Some.Draft(secret: "b"), Some.Draft(secret: "not so"), Some.Author(), Cancel));

        Assert.Single(await Some.ToListAsync(Store.ReadJournalAsync(null, Cancel)));
    }

    [Fact]
    public async Task It_is_read_in_pages_in_the_order_of_writing()
    {
        await Task.WhenAll(Enumerable.Range(0, SqlStore.PageSize + 1).Select(number => CreateTextAsync($"text {number}")));

        var sequences = (await Some.ToListAsync(Store.ReadJournalAsync(null, Cancel))).ConvertAll(entry => entry.Sequence);

        Assert.Equal(SqlStore.PageSize + 1, sequences.Distinct().Count());
        Assert.Equal(sequences.Order(), sequences);
    }
}
