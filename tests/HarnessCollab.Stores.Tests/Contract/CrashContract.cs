using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>A process killed at any moment of a write leaves all of it or nothing, and the same operation afterwards ends well.</summary>
public abstract class CrashContract : StoreContract
{
    [Theory]
    [InlineData("begun")]
    [InlineData("text-written")]
    [InlineData("provider-written")]
    [InlineData("journal-written")]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task Create_cut_short_is_finished_or_adopted(string moment)
    {
        await KillAsync(moment, "create");
        Assert.Equal(moment == "after-commit" ? 1 : 0, await Place.CountAsync("providers"));

        await CrashOperations.RunAsync(Again(), "create");

        await AssertSoundAsync("Jira Main", "s3cret-token", owned: true);
        Assert.Equal(moment == "after-commit" ? 2 : 1, await Place.CountAsync("journal"));
    }

    [Theory]
    [InlineData("text-written")]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task Update_cut_short_is_finished(string moment)
    {
        await CreateAsync();

        await KillAsync(moment, "update");
        await AssertSoundAsync(
            moment == "after-commit" ? "Renamed" : "Jira Main", moment == "after-commit" ? CrashOperations.Rotated : "s3cret-token", owned: true);
        await CrashOperations.RunAsync(Again(), "update");

        await AssertSoundAsync("Renamed", CrashOperations.Rotated, owned: true);
        Assert.Equal(2, await Place.CountAsync("journal"));
    }

    [Theory]
    [InlineData("provider-written")]
    [InlineData("text-deleted")]
    [InlineData("after-commit")]
    public async Task Change_to_a_reference_cut_short_leaves_no_orphan(string moment)
    {
        await CreateAsync();
        await CreateTextAsync(CrashOperations.TextName);

        await KillAsync(moment, "reference");
        Assert.Equal(moment == "after-commit" ? 1 : 2, await Place.CountAsync("encrypted_texts"));
        await CrashOperations.RunAsync(Again(), "reference");

        await AssertSoundAsync("Jira Main", "text-value", owned: false);
    }

    [Theory]
    [InlineData("provider-deleted")]
    [InlineData("text-deleted")]
    [InlineData("after-commit")]
    public async Task Delete_cut_short_is_finished_and_leaves_no_orphan(string moment)
    {
        await CreateAsync();

        await KillAsync(moment, "delete");
        var left = moment == "after-commit" ? 0 : 1;
        Assert.Equal((left, left), (await Place.CountAsync("providers"), await Place.CountAsync("encrypted_texts")));
        await CrashOperations.RunAsync(Again(), "delete");

        Assert.Equal((0, 0), (await Place.CountAsync("providers"), await Place.CountAsync("encrypted_texts")));
    }

    [Theory]
    [InlineData("schema-written")]
    [InlineData("text-written")]
    public async Task Making_the_store_cut_short_is_finished(string moment)
    {
        await using var elsewhere = await NewPlaceAsync();
        await KillAsync(elsewhere, moment, "create");
        await using var store = elsewhere.Open();

        Assert.Equal(moment == "schema-written", await store.GetStoreIdAsync(Cancel) is null);
        await CrashOperations.RunAsync(store, "create");

        Assert.Equal(1, await elsewhere.CountAsync("providers"));
    }

    protected Task KillAsync(string moment, string operation) => KillAsync(Place, moment, operation);

    private static async Task KillAsync(StorePlace place, string moment, string operation)
    {
        using var child = Child.Start(place, "crash", moment, operation);
        var error = await child.StandardError.ReadToEndAsync(Cancel);
        await child.WaitForExitAsync(Cancel);
        // 128 + SIGKILL: it must have died at the moment, not have finished or failed.
        Assert.True(child.ExitCode == 137, $"the child ended with {child.ExitCode}: {error}");
    }

    private async Task AssertSoundAsync(string name, string secret, bool owned)
    {
        var record = Assert.Single(await Some.ToListAsync(Again().Accounts.ListAsync(Cancel)));
        Assert.Equal((name, owned), (record.Fields.DisplayName, record.OwnsSecret));
        Assert.Equal(secret, (await Again().RevealAsync(record.SecretId, Cancel))!.Reveal());
        if (owned)
        {
            Assert.Equal($"{name} (managed)", Assert.Single(await Some.ToListAsync(Again().EncryptedTexts.ListAsync(Cancel))).Name);
        }
    }
}
