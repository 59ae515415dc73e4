using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>Many processes at once.</summary>
public abstract class CrowdContract : StoreContract
{
    private const int Operations = 20;

    /// <summary>How many processes there are unless HARNESSCOLLAB_TEST_FULL=1 asks for fifty.</summary>
    protected abstract int OrdinaryCrowd { get; }

    private int Processes => Environment.GetEnvironmentVariable("HARNESSCOLLAB_TEST_FULL") is "1" ? 50 : OrdinaryCrowd;

    [Fact]
    public async Task Many_processes_leave_exactly_what_the_model_says()
    {
        await using var elsewhere = await NewPlaceAsync();
        var children = Enumerable.Range(0, Processes).Select(number => Child.Start(elsewhere, "workload", $"{number}", $"{Operations}")).ToList();
        foreach (var child in children)
        {
            var error = await child.StandardError.ReadToEndAsync(Cancel);
            await child.WaitForExitAsync(Cancel);
            Assert.True(child.ExitCode == 0, error);
            child.Dispose();
        }

        await using var store = elsewhere.Open();
        var expected = Enumerable.Range(0, Processes)
            .SelectMany(number => Workload.Expect(number, Operations))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .ToList();
        var found = await Some.ToListAsync(store.Accounts.ListAsync(Cancel));
        Assert.Equal(expected.Select(row => row.Key), found.Select(row => row.Fields.DisplayName));
        Assert.All(found.Zip(expected), pair => Assert.True(store.Holds(pair.First.CredentialMark, new(pair.Second.Value))));
        Assert.Equal(found.Count, await elsewhere.CountAsync("encrypted_texts"));
    }

    [Fact]
    public async Task Of_many_that_race_for_a_name_one_wins_and_the_others_are_told_who()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => Again()).ToList();
        var attempts = stores
            .Select((store, number) => Task.Run(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author($"urn:{number}"), Cancel)))
            .ToList();
        await Task.WhenAll(attempts).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = await Assert.Single(attempts, attempt => attempt.IsCompletedSuccessfully);
        Assert.All(attempts.Where(attempt => attempt.IsFaulted), lost =>
            Assert.Equal(winner.Id, Assert.IsType<NameTakenException>(lost.Exception!.InnerException).Holder.Id));
        Assert.Equal(1, await Place.CountAsync("encrypted_texts"));
    }

    [Fact]
    public async Task Of_two_that_race_to_update_the_later_is_told_field_author_and_time()
    {
        var created = await CreateAsync();
        var one = Again();
        var two = Again();
        Task<UpdateResult<JiraAccountRecord>> Update(IProviderStore store, string url, Author author) => store.Accounts.UpdateAsync(
            created.Id, Some.Draft() with { Fields = Some.Fields() with { BaseUrl = url } }, Some.Draft(), author, Cancel);

        Task<UpdateResult<JiraAccountRecord>>[] attempts =
        [
            Task.Run(() => Update(one, "https://one.example.com", Some.Author())),
            Task.Run(() => Update(two, "https://two.example.com", Some.OtherAuthor)),
        ];
        await Task.WhenAll(attempts).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = (await Assert.Single(attempts, attempt => attempt.IsCompletedSuccessfully)).Record;
        var conflict = Assert.IsType<StoreConflictException>(Assert.Single(attempts, attempt => attempt.IsFaulted).Exception!.InnerException);
        Assert.Equal(["baseUrl"], conflict.Fields);
        Assert.Equal((winner.UpdatedBy, winner.UpdatedAt), (conflict.UpdatedBy, conflict.UpdatedAt));
    }

    [Fact]
    public async Task A_text_cannot_vanish_under_a_provider_that_is_being_made()
    {
        for (var round = 0; round < 10; round++)
        {
            var text = await CreateTextAsync($"text {round}");
            var name = $"provider {round}";
            var other = Again();
            var making = Task.Run(() => other.Accounts.CreateAsync(Some.Referencing(text.Id, name), Some.Author(), Cancel));
            var deleting = Task.Run(() => Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel));
            await Task.WhenAll(making, deleting).ContinueWith(_ => { }, TaskScheduler.Default);

            Assert.True(making.IsCompletedSuccessfully != deleting.IsCompletedSuccessfully);
            if (making.IsFaulted)
            {
                Assert.Equal(StoreErrorCodes.EncryptedTextMissing, Assert.IsType<StoreException>(making.Exception!.InnerException).Code);
            }
            else
            {
                Assert.IsType<EncryptedTextInUseException>(deleting.Exception!.InnerException);
            }
        }
    }
}
