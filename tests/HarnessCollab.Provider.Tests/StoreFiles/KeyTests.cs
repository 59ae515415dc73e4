using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.StoreFiles;

/// <summary>A key that is wrong, missing or malformed: one clear error before anything is written, in previews already.</summary>
public sealed class KeyTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Other = "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk=";

    public override async ValueTask InitializeAsync()
    {
        Folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await WithAsync(Key);
    }

    [Theory]
    [InlineData(Other, "HC3020")]
    [InlineData(null, "HC3021")]
    [InlineData("canary-short", "HC3022")]
    public async Task Nothing_is_written_with_a_key_that_does_not_fit(string? key, string code)
    {
        var made = await CreatedAsync();
        var entries = Sql("select count(*) from journal");
        var plugin = await WithAsync(key);
        var news = Sandbox.Good("renamed");
        (string Name, Func<Task> Call)[] calls =
        [
            ("preview of a create", () => plugin.CreateAsync("new", Sandbox.Good("new"), preview: true)),
            ("create", () => plugin.CreateAsync("new", Sandbox.Good("new"))),
            ("preview of an update", () => plugin.UpdateAsync("jira", made, news, preview: true)),
            ("update", () => plugin.UpdateAsync("jira", made, news)),
            ("delete", () => plugin.DeleteAsync("jira", made)),
            ("refresh", () => plugin.ReadAsync("jira", made)),
        ];

        foreach (var (name, call) in calls)
        {
            var error = await FailsAsync(call());
            Assert.True(error.Status.Detail.StartsWith(code, StringComparison.Ordinal), $"{name}: {error.Status.Detail}");
            Assert.DoesNotContain('\n', error.Status.Detail);
            Assert.DoesNotContain(Key, error.Status.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(key ?? Other, error.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(entries, Sql("select count(*) from journal"));
        Assert.Equal(1, Rows());
        Assert.False(File.Exists(Folder.Combine(".harnesscollab", "store.key")));
    }

    private Task<PluginProcess> WithAsync(string? key) =>
        StartAsync(environment: new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE_KEY"] = key });
}
