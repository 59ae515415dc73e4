using System.Diagnostics;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>The history of checks.</summary>
public abstract class HistoryContract : StoreContract
{
    private const int Crowd = 12;

    [Fact]
    public async Task The_last_ones_of_each_account_come_in_the_order_of_writing_whatever_the_clock_said()
    {
        var (one, other, never) = (await CreateAsync("one"), await CreateAsync("other"), await CreateAsync("never"));
        foreach (var (number, code) in new[] { "HC1", "HC2", null, "HC4" }.Index())
        {
            await AddAsync(Store, "failed", code, one.Id, other.Id);
            // It is set back each time.
            Place.Time.AdjustTime(Place.Time.GetUtcNow().AddDays(-number));
        }

        await AddAsync(Store, "passed", null, one.Id);
        var last = await Again().Checks!.LastAsync(3, Cancel);

        Assert.Equal([null, "HC4", null], last.Where(check => check.AccountId == one.Id).Select(check => check.Code));
        Assert.Equal(["failed", "failed", "passed"], last.Where(check => check.AccountId == one.Id).Select(check => check.Verdict));
        Assert.Equal(["HC2", null, "HC4"], last.Where(check => check.AccountId == other.Id).Select(check => check.Code));
        Assert.DoesNotContain(last, check => check.AccountId == never.Id);
        Assert.Equal(Place.Time.GetUtcNow(), last[^1].At);
    }

    [Fact]
    public async Task Lines_go_after_four_hundred_days_as_new_ones_are_written_and_the_journal_stays()
    {
        var account = await CreateAsync();
        await AddAsync(Store, "failed", "HC4310", account.Id);
        Place.Time.Advance(TimeSpan.FromDays(1));
        await AddAsync(Store, "passed", null, account.Id);

        Place.Time.Advance(TimeSpan.FromDays(399.5));
        Assert.Equal(2, (await Store.Checks!.LastAsync(30, Cancel)).Count);
        await AddAsync(Store, "inconclusive", "HC4001", account.Id);

        Assert.Equal(["passed", "inconclusive"], (await Store.Checks!.LastAsync(30, Cancel)).Select(check => check.Verdict));
        Assert.Equal([JournalAction.Created], (await Some.ToListAsync(Store.ReadJournalAsync(null, Cancel))).Select(entry => entry.Action));
    }

    [Fact]
    public async Task They_follow_an_account_to_another_name_and_id_and_go_with_it()
    {
        var created = await CreateAsync("Old Name");
        await AddAsync(Store, "failed", null, created.Id);
        var adopted = await Store.Accounts.AdoptAsync(created.Id, Some.Draft("Old Name"), isKnown: false, Some.Author(), Cancel);
        await Store.Accounts.UpdateAsync(adopted.Id, Some.Draft("New Name"), Some.Draft("Old Name"), Some.Author(), Cancel);
        await AddAsync(Store, "passed", null, adopted.Id);

        var before = await Store.Checks!.LastAsync(30, Cancel);
        await Store.Accounts.DeleteAsync(adopted.Id, Some.Author(), cancellationToken: Cancel);
        // A check that had begun before.
        await AddAsync(Store, "passed", null, adopted.Id);

        Assert.NotEqual(created.Id, adopted.Id);
        Assert.Equal([(adopted.Id, "failed"), (adopted.Id, "passed")], before.Select(check => (check.AccountId, check.Verdict)));
        Assert.Empty(await Store.Checks!.LastAsync(30, Cancel));
        Assert.Equal(0, await Place.CountAsync("checks"));
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        JiraAccountRecord[] accounts = [await CreateAsync("one"), await CreateAsync("other"), await CreateAsync("third")];

        await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => AddAsync(Again(), "passed", null, [.. accounts.Select(account => account.Id)])));

        Assert.Equal(Crowd * accounts.Length, (await Store.Checks!.LastAsync(30, Cancel)).Count);
    }

    [Fact]
    public async Task A_key_that_was_rotated_meanwhile_is_no_obstacle()
    {
        var account = await CreateAsync();
        var other = Again();
        await other.GetStoreIdAsync(Cancel);
        await ((IStoreMaintenance)Store).RotateKeyAsync(Place.KeySetting is null ? null : new(new string('a', 64)), Some.Author(), Cancel);

        await AddAsync(other, "passed", null, account.Id);

        Assert.Single(await other.Checks!.LastAsync(30, Cancel));
    }

    [Fact]
    public async Task A_store_of_the_version_before_is_upgraded_by_whoever_opens_it()
    {
        var account = await CreateAsync();
        await Place.ExecuteAsync("DROP TABLE checks");
        await Place.ExecuteAsync("UPDATE store_meta SET schema_version = 3");

        await AddAsync(Again(), "passed", null, account.Id);

        Assert.Equal(1, await Place.CountAsync("checks"));
    }

    [Fact]
    public async Task A_long_history_is_read_from_its_end()
    {
        await CreateAsync("one");
        await CreateAsync("other");
        await Place.ExecuteAsync(
            """
            INSERT INTO checks (account_id, at, verdict)
            WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 100000)
            SELECT id, '2026-03-01T12:00:00.000000Z', 'passed' FROM providers, numbers
            """);
        var start = Stopwatch.GetTimestamp();

        var last = await Store.Checks!.LastAsync(30, Cancel);

        Assert.Equal(60, last.Count);
        // Every line that was looked at would be a look for its thirtieth follower.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    protected Task AddAsync(IProviderStore store, string verdict, string? code, params string[] ids) =>
        store.Checks!.AddAsync([.. ids.Select(id => new PastCheck(id, Place.Time.GetUtcNow(), verdict, code))], Cancel);
}
