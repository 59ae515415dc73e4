using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The commands of an operator.</summary>
public sealed class StoreCommandTests : CommandTest
{
    private readonly string _newKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public async Task Info_tells_what_is_there_and_makes_nothing()
    {
        var before = await RunAsync("store", "info", "--json");
        Assert.False(Directory.Exists(Folder.Combine(".harnesscollab")));
        await SeedAsync();
        var after = await RunAsync("store", "info", "--json");
        var text = await RunAsync("store", "info");

        Assert.False(Json(before).GetProperty("exists").GetBoolean());
        Assert.Equal(["description", "exists", "storeId", "accounts", "encryptedTexts"], Names(Json(after)));
        Assert.Equal(1, Json(after).GetProperty("accounts").GetInt32());
        Assert.Contains(StorePath, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_tells_who_wrote_what_with_fingerprints_for_secrets()
    {
        await SeedAsync("alpha");
        await SeedAsync("beta");

        var all = Json(await RunAsync("store", "log", "--json"));
        var one = Json(await RunAsync("store", "log", "--account", "beta", "--json"));
        var text = await RunAsync("store", "log", "--account", "beta");

        Assert.Equal(4, all.GetArrayLength());
        var entry = Assert.Single(one.EnumerateArray());
        Assert.Equal(["sequence", "at", "action", "subject", "subjectId", "subjectName", "author", "changes"], Names(entry));
        Assert.Equal("created", entry.GetProperty("action").GetString());
        Assert.Equal("anna", entry.GetProperty("author").GetProperty("user").GetString());
        Assert.Contains("created provider 'beta' by anna on build-7, by hand\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("    baseUrl: - => https://jira.example.com\n", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_makes_a_new_file_that_opens_with_the_same_key()
    {
        await SeedAsync();

        var first = await RunAsync("store", "backup", "copy.db");
        var second = await RunAsync("store", "backup", "copy.db");

        Assert.Equal(new CommandResult(0, "", first.Errors), first);
        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith("error: HC3042: ", second.Errors, StringComparison.Ordinal);
        var key = await File.ReadAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), TestContext.Current.CancellationToken);
        var copy = await RunAsync(
            ["accounts", "show", "ops-jira"],
            input: null,
            new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = "sqlite:copy.db", ["HARNESSCOLLAB_STORE_KEY"] = key.Trim() });
        Assert.Equal(0, copy.ExitCode);
    }

    [Fact]
    public async Task Rotate_key_changes_the_key_file_and_keeps_the_secrets()
    {
        await SeedAsync();
        var keyFile = Folder.Combine(".harnesscollab", "store.key");
        var before = await File.ReadAllTextAsync(keyFile, TestContext.Current.CancellationToken);

        var result = await RunAsync("store", "rotate-key");

        var after = await File.ReadAllTextAsync(keyFile, TestContext.Current.CancellationToken);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("encrypted with the new key: 1 secret in", result.Errors, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        Assert.DoesNotContain(after.Trim(), result.All, StringComparison.Ordinal);
        Assert.Equal(Secret, await RevealAsync());
    }

    [Fact]
    public async Task Rotate_key_takes_a_key_from_standard_input_only()
    {
        await SeedAsync();

        var bad = await RunAsync(["store", "rotate-key", "--new-key-stdin"], "short\n");
        var good = await RunAsync(["store", "rotate-key", "--new-key-stdin"], $"{_newKey}\n");
        var wrong = await RunAsync(
            ["store", "info"], input: null, new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE_KEY"] = Convert.ToBase64String(new byte[32]) });

        Assert.StartsWith("error: HC3022: ", bad.Errors, StringComparison.Ordinal);
        Assert.Equal(0, good.ExitCode);
        Assert.DoesNotContain(_newKey, good.All, StringComparison.Ordinal);
        Assert.Equal(Secret, await RevealAsync());
        Assert.Equal(1, wrong.ExitCode);
        Assert.StartsWith("error: HC3020: ", wrong.Errors, StringComparison.Ordinal);
    }

    private async Task<string?> RevealAsync()
    {
        await using var store = StoreFactory.Open(StoreSettings.Parse(null, null, Folder.Path), TimeProvider.System);
        return (await store.RevealAsync((await store.Accounts.FindByNameAsync("ops-jira"))!.SecretId))?.Reveal();
    }
}
