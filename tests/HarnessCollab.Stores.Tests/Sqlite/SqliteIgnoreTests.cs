using System.Diagnostics;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

/// <summary>A store in a folder of others keeps its files out of version control, and touches nothing else.</summary>
public sealed class SqliteIgnoreTests : IDisposable
{
    private static readonly string[] Made = ["own.db", "own.db-wal", "own.db-shm", "own.key", "own.key.next", "own.key.0123456789abcdef"];
    private static readonly string[] Entries = ["/own.db", "/own.db-wal", "/own.db-shm", "/own.key", "/own.key.*"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hc-ignore-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Ignore => In(".gitignore");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("bin/\n")]
    [InlineData("bin/")]
    [InlineData("*.log\n!own.db\n")]
    public async Task In_a_work_tree_the_names_are_entered_when_the_database_is_made(string? before)
    {
        await GitAsync("init", "-q");
        if (before is not null)
        {
            await File.WriteAllTextAsync(Ignore, before, Cancel);
        }

        Assert.Null(await MakeAsync());
        Assert.Null(await MakeAsync());

        string[] expected = [.. (before ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries), .. Entries];
        Assert.Equal(expected, await File.ReadAllLinesAsync(Ignore, Cancel));
        foreach (var file in Made)
        {
            Assert.Equal(0, await GitAsync("check-ignore", "-q", "--no-index", file));
        }
    }

    [Theory]
    [InlineData("*\n")]
    [InlineData("own.*\n")]
    [InlineData("**/own.*\n")]
    [InlineData("/own.db*\n/own.key*\n")]
    [InlineData("x.*\n*.db\n*.db-[ws][ah][lm]\n*.key\n*.key.*\n")]
    public async Task What_is_ignored_already_is_not_entered_again(string before)
    {
        await GitAsync("init", "-q");
        await File.WriteAllTextAsync(Ignore, before, Cancel);

        await MakeAsync();

        Assert.Equal(before, await File.ReadAllTextAsync(Ignore, Cancel));
    }

    [Fact]
    public async Task An_ignored_folder_above_is_enough()
    {
        await GitAsync("init", "-q");
        Directory.CreateDirectory(In("data/deep"));
        await File.WriteAllTextAsync(Ignore, "data/\n", Cancel);

        await MakeAsync("data/deep/own.db");

        Assert.False(File.Exists(In("data/deep/.gitignore")));
        Assert.Equal("data/\n", await File.ReadAllTextAsync(Ignore, Cancel));
    }

    [Fact]
    public async Task Outside_a_work_tree_nothing_is_entered()
    {
        await MakeAsync();

        Assert.False(File.Exists(Ignore));
    }

    [Fact]
    public async Task A_database_that_is_there_already_is_no_reason_to_enter_anything()
    {
        await MakeAsync();
        await GitAsync("init", "-q");
        await using (var store = Open())
        {
            await store.VerifyAsync(cancellationToken: Cancel);
            await store.EnsureCreatedAsync(cancellationToken: Cancel);
            await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        }

        Assert.False(File.Exists(Ignore));
    }

    [Fact]
    public async Task An_ignore_file_that_cannot_be_written_is_a_warning_and_no_failure()
    {
        await GitAsync("init", "-q");
        Directory.CreateDirectory(Ignore);

        var warning = await MakeAsync();

        Assert.StartsWith("HC3074: ", warning, StringComparison.Ordinal);
        Assert.All(Entries, entry => Assert.Contains(entry, warning, StringComparison.Ordinal));
        Assert.Null(await MakeAsync());
    }

    [Fact]
    public async Task Names_with_signs_that_mean_something_to_git_are_entered_as_they_are()
    {
        await GitAsync("init", "-q");

        await MakeAsync("a[b]*.db");

        Assert.Equal(0, await GitAsync("check-ignore", "-q", "--no-index", "a[b]*.db"));
        Assert.Equal(1, await GitAsync("check-ignore", "-q", "--no-index", "ab1.db"));
    }

    private string In(string file) => Path.Combine(_root.FullName, file);

    private IProviderStore Open(string file = "own.db") =>
        StoreFactory.Open(StoreSettings.Parse($"sqlite:{In(file)}", null, null), TimeProvider.System);

    private async Task<string?> MakeAsync(string file = "own.db")
    {
        await using var store = Open(file);
        return await store.EnsureCreatedAsync(cancellationToken: Cancel);
    }

    private async Task<int> GitAsync(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", _root.FullName, .. arguments]) { RedirectStandardError = true })!;
            await git.WaitForExitAsync(Cancel);
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no git here.");
            return -1;
        }
    }
}
