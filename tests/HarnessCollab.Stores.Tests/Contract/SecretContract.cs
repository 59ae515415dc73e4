using System.Text;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

public abstract class SecretContract : StoreContract
{
    private const string Canary = "canary-5b1f-credential";

    [Fact]
    public async Task No_secret_lies_in_the_store_in_the_clear()
    {
        var created = await CreateAsync(secret: Canary);
        var text = await CreateTextAsync(value: Canary + "2");
        await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: Canary + "3"), Some.Draft(secret: Canary), Some.Author(), Cancel);
        await Store.EncryptedTexts.DeleteAsync(text.Id, Some.Author(), cancellationToken: Cancel);
        await CreateAsync("kept", Canary + "4");

        var dump = await Place.DumpAsync();

        Assert.Contains(dump, content => Contains(content, "Jira Main"u8));
        byte[][] forms = [.. new[]
        {
            Encoding.UTF8.GetBytes(Canary),
            Encoding.Unicode.GetBytes(Canary),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..20]),
        }];
        Assert.All(forms, form => Assert.DoesNotContain(dump, content => Contains(content, form)));
    }

    [Fact]
    public async Task Equal_secrets_have_different_marks_and_each_matches_its_value_only()
    {
        var one = await CreateAsync("one", Canary);
        var two = await CreateAsync("two", Canary);

        Assert.NotEqual(one.CredentialMark, two.CredentialMark);
        Assert.True(Again() is var store && await store.GetStoreIdAsync(Cancel) is not null && store.Holds(one.CredentialMark, new(Canary)));
        Assert.True(Store.Holds(two.CredentialMark, new(Canary)));
        Assert.False(Store.Holds(one.CredentialMark, new(Canary + " ")));
        Assert.False(Store.Holds(one.CredentialMark, new("")));
    }

    [Fact]
    public async Task Printing_a_record_shows_no_secret()
    {
        var draft = Some.Draft(secret: Canary);
        var created = await CreateAsync(secret: Canary);

        Assert.DoesNotContain(Canary, $"{draft}{created}{created.CredentialMark}{new SecretText(Canary)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_ciphertext_put_back_is_detected()
    {
        var created = await CreateAsync(secret: "old");
        await Place.ExecuteAsync("CREATE TABLE stolen AS SELECT ciphertext FROM encrypted_texts");
        await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: "new"), Some.Draft(secret: "old"), Some.Author(), Cancel);

        await Place.ExecuteAsync("UPDATE encrypted_texts SET ciphertext = (SELECT ciphertext FROM stolen)");

        await AssertRejectedAsync(created.SecretId);
    }

    [Fact]
    public async Task An_old_ciphertext_put_back_with_its_revision_is_detected()
    {
        var created = await CreateAsync(secret: "old");
        await Place.ExecuteAsync("CREATE TABLE stolen AS SELECT ciphertext FROM encrypted_texts");
        await Store.Accounts.UpdateAsync(created.Id, Some.Draft(secret: "new"), Some.Draft(secret: "old"), Some.Author(), Cancel);

        await Place.ExecuteAsync("UPDATE encrypted_texts SET value_revision = 1, ciphertext = (SELECT ciphertext FROM stolen)");

        await AssertRejectedAsync(created.SecretId);
    }

    [Fact]
    public async Task A_ciphertext_moved_from_another_row_is_detected()
    {
        var one = await CreateTextAsync("one", "first");
        var two = await CreateTextAsync("two", "second");

        await Place.ExecuteAsync(
            $"UPDATE encrypted_texts SET ciphertext = (SELECT o.ciphertext FROM encrypted_texts o WHERE o.id = '{one.Id}'), mark = (SELECT o.mark "
            + $"FROM encrypted_texts o WHERE o.id = '{one.Id}') WHERE id = '{two.Id}'");

        await AssertRejectedAsync(two.Id);
    }

    [Fact]
    public async Task A_wrong_key_is_told_before_anything_is_read_or_written()
    {
        await CreateAsync();
        var store = Again(Convert.ToBase64String(new byte[32]));

        var reading = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.FindByNameAsync("Jira Main", Cancel));
        var writing = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.CreateAsync(Some.Draft("other"), Some.Author(), Cancel));
        var making = await Assert.ThrowsAsync<StoreException>(() => store.EnsureCreatedAsync(cancellationToken: Cancel));

        Assert.All([reading, writing, making], error => Assert.Equal((StoreErrorCodes.WrongKey, StoreErrorKind.WrongKey), (error.Code, error.Kind)));
        Assert.Equal(1, await Place.CountAsync("providers"));
    }

    [Fact]
    public async Task A_key_that_is_no_key_is_told_with_the_command_that_makes_one()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Again("my secret passphrase").VerifyAsync(cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.KeyMalformed, StoreErrorKind.BadSettings), (error.Code, error.Kind));
        Assert.Contains("openssl rand -base64 32", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("passphrase", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_any_length_and_script_come_back()
    {
        string[] values = ["", "x", "pässwörd 😀 \0 \n", new('k', 100_000)];
        foreach (var value in values)
        {
            var text = await CreateTextAsync($"text {value.Length}", value);
            Assert.Equal(value, (await Again().RevealAsync(text.Id, Cancel))!.Reveal());
        }

        Assert.Null(await Store.RevealAsync("enc_none", Cancel));
    }

    private async Task AssertRejectedAsync(string textId)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Store.RevealAsync(textId, Cancel));
        Assert.Equal((StoreErrorCodes.CiphertextRejected, StoreErrorKind.Corrupt), (error.Code, error.Kind));
    }

    private static bool Contains(byte[] content, ReadOnlySpan<byte> part) => content.AsSpan().IndexOf(part) >= 0;
}
