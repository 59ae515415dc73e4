using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class RotationContract : StoreContract
{
    private static readonly string NewKey = Convert.ToHexStringLower(Enumerable.Repeat((byte)7, 32).ToArray());

    [Fact]
    public async Task Rotation_puts_every_secret_under_the_new_key_and_tells_it()
    {
        var provider = await CreateAsync();
        await CreateTextAsync();
        var before = await Place.QueryAsync("SELECT key_id FROM store_meta");

        var count = await ((IStoreMaintenance)Store).RotateKeyAsync(new(NewKey), Some.Author(), Cancel);

        var after = await Place.QueryAsync("SELECT DISTINCT key_id FROM encrypted_texts");
        Assert.Equal(2, count);
        Assert.Equal(await Place.QueryAsync("SELECT key_id FROM store_meta"), after);
        Assert.NotEqual(before, after);
        var reader = Again(NewKey);
        Assert.Equal("s3cret-token", (await reader.RevealAsync(provider.SecretId, Cancel))!.Reveal());
        Assert.True(reader.Holds((await reader.Accounts.FindAsync(provider.Id, Cancel))!.CredentialMark, new("s3cret-token")));
        var entry = (await Some.ToListAsync(reader.ReadJournalAsync(null, Cancel)))[^1];
        Assert.Equal((JournalAction.KeyRotated, JournalSubject.Store), (entry.Action, entry.Subject));
        Assert.Equal([new("key", before[0], after[0])], entry.Changes);
    }

    [Fact]
    public async Task One_damaged_secret_stops_the_rotation_and_all_stay_as_they_were()
    {
        var good = await CreateTextAsync("good", "good-value");
        var bad = await CreateTextAsync("bad", "bad-value");
        await Place.ExecuteAsync($"UPDATE encrypted_texts SET value_revision = 9 WHERE id = '{bad.Id}'");

        var error = await Assert.ThrowsAsync<StoreException>(() => ((IStoreMaintenance)Store).RotateKeyAsync(new(NewKey), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.CiphertextRejected, error.Code);
        Assert.Equal("good-value", (await Again().RevealAsync(good.Id, Cancel))!.Reveal());
    }

    [Theory]
    [InlineData("itself")]
    [InlineData("another")]
    public async Task A_writer_never_uses_the_key_from_before_a_rotation(string rotator)
    {
        await CreateTextAsync();
        await ((IStoreMaintenance)(rotator == "itself" ? Store : Again())).RotateKeyAsync(new(NewKey), Some.Author(), Cancel);

        try
        {
            await CreateTextAsync("later");
        }
        catch (StoreException wrong) when (wrong.Kind is StoreErrorKind.WrongKey)
        {
            // Only a key file is followed.
        }

        Assert.Equal(await Place.QueryAsync("SELECT key_id FROM store_meta"), await Place.QueryAsync("SELECT DISTINCT key_id FROM encrypted_texts"));
    }

    [Fact]
    public async Task A_writer_notices_that_another_store_is_in_its_place()
    {
        await CreateTextAsync();
        await Place.ExecuteAsync("UPDATE store_meta SET store_id = 'another'");

        var refusal = await Assert.ThrowsAsync<StoreException>(() => CreateTextAsync("later"));

        Assert.Equal(StoreErrorCodes.StoreMissing, refusal.Code);
        Assert.Equal(1, await Place.CountAsync("encrypted_texts"));
    }

    [Fact]
    public async Task Writers_that_work_during_a_rotation_lose_nothing()
    {
        var writing = Task.Run(async () =>
        {
            var written = new List<string>();
            try
            {
                for (var number = 0; number < 40; number++)
                {
                    written.Add((await CreateTextAsync($"text {number}", $"value {number}")).Id);
                }
            }
            catch (StoreException wrong) when (wrong.Kind is StoreErrorKind.WrongKey)
            {
                // A key from settings stays what it was; only a key file is followed.
            }

            return written;
        });
        await ((IStoreMaintenance)Again()).RotateKeyAsync(new(NewKey), Some.Author(), Cancel);

        var ids = await writing;

        var reader = Again(NewKey);
        for (var number = 0; number < ids.Count; number++)
        {
            Assert.Equal($"value {number}", (await reader.RevealAsync(ids[number], Cancel))!.Reveal());
        }
    }
}
