using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Sqlite;
using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Tests.Sqlite;

/// <summary>The file, its folder, its key, and all that can be wrong with them.</summary>
public sealed class SqliteFileTests : IAsyncDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task All_that_is_made_is_for_its_owner_only_and_out_of_version_control()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var store = await _place.CreateAsync();
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);

        string[] files = ["store.db", "store.db-wal", "store.db-shm", "store.key"];
        Assert.All(files, file => Assert.Equal(Owner, Mode(Path.Combine(_place.Folder, file))));
        Assert.Equal(Owner | UnixFileMode.UserExecute, Mode(_place.Folder));
        Assert.Equal("*\n", await File.ReadAllTextAsync(Path.Combine(_place.Folder, ".gitignore"), Cancel));
    }

    [Fact]
    public async Task A_folder_that_was_there_is_not_hidden_from_version_control()
    {
        Directory.CreateDirectory(_place.Folder);

        await using var store = await _place.CreateAsync();

        Assert.False(File.Exists(Path.Combine(_place.Folder, ".gitignore")));
    }

    [Fact]
    public async Task Nothing_but_a_create_makes_anything()
    {
        await using var store = _place.Open();

        await store.VerifyAsync(cancellationToken: Cancel);
        Assert.Null(await store.Accounts.FindByNameAsync("x", Cancel));
        await Assert.ThrowsAsync<StoreException>(() => store.Accounts.DeleteAsync("x", Some.Author(), cancellationToken: Cancel));

        Assert.False(Directory.Exists(_place.Folder));
    }

    [Fact]
    public async Task A_commit_is_flushed_and_logged_ahead()
    {
        var levels = new List<long>();
        await using (await _place.CreateAsync())
        await using (var store = OpenWith(connection => levels.Add((long)Scalar(connection, "PRAGMA synchronous"))))
        {
            await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        }

        Assert.Equal(["wal"], await _place.QueryAsync("PRAGMA journal_mode"));
        Assert.All(levels, level => Assert.Equal(2, level));
        Assert.NotEmpty(levels);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await (await _place.CreateAsync()).DisposeAsync();
        SetMode(_place.KeyFile, Owner | UnixFileMode.GroupRead);

        var error = await FailAsync(store => store.Accounts.FindAsync("x", Cancel));

        Assert.Equal((StoreErrorCodes.KeyFileExposed, StoreErrorKind.WrongKey), (error.Code, error.Kind));
        Assert.Contains($"chmod 600 {_place.KeyFile}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_key_file_a_store_can_be_read_but_neither_written_nor_given_a_new_key()
    {
        await using (var made = await _place.CreateAsync())
        {
            await made.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        }

        File.Delete(_place.KeyFile);
        await using var store = _place.Open();

        var row = await store.Accounts.FindByNameAsync("Jira Main", Cancel);
        Assert.Equal(StoreErrorCodes.KeyMissing, (await Assert.ThrowsAsync<StoreException>(() => store.VerifyAsync(cancellationToken: Cancel))).Code);
        Assert.Equal(
            StoreErrorCodes.KeyMissing, (await Assert.ThrowsAsync<StoreException>(() => store.EnsureCreatedAsync(cancellationToken: Cancel))).Code);
        Assert.Equal(StoreErrorCodes.KeyMissing, (await Assert.ThrowsAsync<StoreException>(() => store.RevealAsync(row!.SecretId, Cancel))).Code);
        Assert.Equal(StoreErrorCodes.KeyMissing, Assert.Throws<StoreException>(() => store.Holds(row!.CredentialMark, new("x"))).Code);
        Assert.Equal(
            StoreErrorCodes.KeyMissing,
            (await Assert.ThrowsAsync<StoreException>(() => store.Accounts.DeleteAsync(row!.Id, Some.Author(), cancellationToken: Cancel))).Code);
        Assert.False(File.Exists(_place.KeyFile));
    }

    [Fact]
    public async Task Many_makers_of_one_store_agree_on_its_key()
    {
        for (var round = 0; round < 30; round++)
        {
            await using var place = new SqlitePlace();
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                async () =>
                {
                    await using var store = place.Open();
                    start.SignalAndWait(Cancel);
                    await store.EnsureCreatedAsync(cancellationToken: Cancel);
                },
                Cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
        }
    }

    [Fact]
    public async Task A_file_that_vanishes_while_open_is_missing_not_written_into_the_void()
    {
        await using var store = await _place.CreateAsync();
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        Directory.Delete(_place.Folder, recursive: true);

        Assert.Null(await store.GetStoreIdAsync(Cancel));
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.CreateAsync(Some.Draft("other"), Some.Author(), Cancel));
        Assert.Equal(StoreErrorCodes.StoreMissing, error.Code);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_open_is_another_store()
    {
        await using var store = await _place.CreateAsync();
        var id = await store.GetStoreIdAsync(Cancel);
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        Directory.Delete(_place.Folder, recursive: true);
        await using var other = await _place.CreateAsync();

        Assert.NotEqual(id, await store.GetStoreIdAsync(Cancel));
        Assert.Null(await store.Accounts.FindByNameAsync("Jira Main", Cancel));
    }

    [Fact]
    public async Task What_is_no_database_is_damaged()
    {
        Directory.CreateDirectory(_place.Folder);
        await File.WriteAllTextAsync(_place.File, new string('x', 5000), Cancel);

        Assert.Equal((StoreErrorCodes.Corrupt, StoreErrorKind.Corrupt), Of(await FailAsync(store => store.Accounts.FindAsync("x", Cancel))));
        Assert.Equal(
            (StoreErrorCodes.Corrupt, StoreErrorKind.Corrupt), Of(await FailAsync(store => store.EnsureCreatedAsync(cancellationToken: Cancel))));
    }

    [Fact]
    public async Task A_page_that_has_rotted_is_damage()
    {
        await using (var store = await _place.CreateAsync())
        {
            await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        }

        await using (var file = File.OpenWrite(_place.File))
        {
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xff, (int)file.Length - 4096).ToArray());
        }

        Assert.Equal(StoreErrorKind.Corrupt, (await FailAsync(store => store.Accounts.FindByNameAsync("Jira Main", Cancel))).Kind);
    }

    [Fact]
    public async Task A_value_that_we_never_write_is_damage()
    {
        await using var store = await _place.CreateAsync();
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        await _place.ExecuteAsync("UPDATE providers SET tags = '{'");

        Assert.Equal(StoreErrorCodes.Corrupt, (await FailAsync(other => other.Accounts.FindByNameAsync("Jira Main", Cancel))).Code);
    }

    [Fact]
    public async Task Only_the_reading_of_rows_means_damage()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var store = new SqlStore(
            new SqliteDatabase(new(_place.File), WriteBoundary.Unwatched), new KeyFile(_place.KeyFile), new MiscastTime());

        await Assert.ThrowsAsync<InvalidCastException>(
            () => store.EncryptedTexts.CreateAsync(new(Some.Text(), CredentialSource.Of(new("x"))), Some.Author(), Cancel));
    }

    [Fact]
    public async Task A_database_of_something_else_is_left_alone()
    {
        Directory.CreateDirectory(_place.Folder);
        await File.WriteAllBytesAsync(_place.File, [], Cancel);
        await _place.ExecuteAsync("CREATE TABLE theirs (x)");

        Assert.Equal(StoreErrorCodes.Corrupt, (await FailAsync(store => store.EnsureCreatedAsync(cancellationToken: Cancel))).Code);
        Assert.Equal(["theirs"], await _place.QueryAsync("SELECT name FROM sqlite_master"));
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_told()
    {
        Directory.CreateDirectory(_place.File);
        Assert.Equal(StoreErrorCodes.PathUnusable, (await FailAsync(store => store.Accounts.FindAsync("x", Cancel))).Code);
        Assert.Equal(StoreErrorCodes.PathUnusable, (await FailAsync(store => store.EnsureCreatedAsync(cancellationToken: Cancel))).Code);

        await using var blocked = StoreFactory.Open(StoreSettings.Parse($"sqlite:/proc/none/store.db", null, null), TimeProvider.System);
        Assert.Equal(
            StoreErrorCodes.PathUnusable,
            (await Assert.ThrowsAsync<StoreException>(() => blocked.EnsureCreatedAsync(cancellationToken: Cancel))).Code);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_nothing_is_half_written()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var store = OpenWith(connection => Scalar(connection, $"PRAGMA max_page_count = {Scalar(connection, "PRAGMA page_count")}"));

        var error = await Assert.ThrowsAsync<StoreException>(
            () => store.EncryptedTexts.CreateAsync(new(Some.Text(), CredentialSource.Of(new(new('x', 100_000)))), Some.Author(), Cancel));

        Assert.Equal((StoreErrorCodes.DiskFull, StoreErrorKind.DiskFull), Of(error));
        Assert.Equal((0, 0), (await _place.CountAsync("encrypted_texts"), await _place.CountAsync("journal")));
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_told()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var store = OpenWith(connection => Scalar(connection, "PRAGMA query_only = 1"));

        var error = await Assert.ThrowsAsync<StoreException>(
            () => store.EncryptedTexts.CreateAsync(new(Some.Text(), CredentialSource.Of(new("x"))), Some.Author(), Cancel));

        Assert.Equal((StoreErrorCodes.ReadOnly, StoreErrorKind.ReadOnly), Of(error));
    }

    [Fact]
    public async Task One_write_that_fails_does_not_fail_those_that_share_its_commit()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var store = OpenWith(connection => Scalar(connection, "PRAGMA max_page_count = 60"));

        var big = store.EncryptedTexts.CreateAsync(new(Some.Text("big"), CredentialSource.Of(new(new('x', 1_000_000)))), Some.Author(), Cancel);
        var small = Enumerable.Range(0, 20)
            .Select(number => store.EncryptedTexts.CreateAsync(new(Some.Text($"{number}"), CredentialSource.Of(new("x"))), Some.Author(), Cancel))
            .ToList();

        await Assert.ThrowsAsync<StoreException>(() => big);
        await Task.WhenAll(small);
        Assert.Equal(20, await _place.CountAsync("encrypted_texts"));
    }

    [Fact]
    public async Task Many_reads_at_once_share_two_connections()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        var connections = 0;
        await using var store = OpenWith(_ =>
        {
            Interlocked.Increment(ref connections);
            // Long enough that the next reader comes while this one is not finished.
            Thread.Sleep(20);
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Accounts.FindByNameAsync("x", Cancel), Cancel)));

        Assert.Equal(2, connections);
    }

    [Fact]
    public async Task Rows_lie_in_the_order_in_which_they_are_made()
    {
        await using var store = await _place.CreateAsync();
        var ids = new List<string>();
        for (var number = 0; number < 8; number++)
        {
            ids.Add((await store.EncryptedTexts.CreateAsync(
                new(Some.Text($"{number}"), CredentialSource.Of(new("x"))), Some.Author(), Cancel)).Id);
            // Ids count milliseconds.
            await Task.Delay(2, Cancel);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task The_journal_is_append_only()
    {
        await using var store = await _place.CreateAsync();
        await store.EncryptedTexts.CreateAsync(new(Some.Text(), CredentialSource.Of(new("x"))), Some.Author(), Cancel);

        await Assert.ThrowsAsync<SqliteException>(() => _place.ExecuteAsync("DELETE FROM journal"));
        await Assert.ThrowsAsync<SqliteException>(() => _place.ExecuteAsync("UPDATE journal SET author_user = 'ben'"));
    }

    [Fact]
    public async Task A_cancelled_write_is_not_made()
    {
        await using var store = await _place.CreateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), new(canceled: true)));

        Assert.Equal(0, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task A_backup_of_a_store_in_use_is_a_store()
    {
        await using var store = await _place.CreateAsync();
        var created = await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => store.EncryptedTexts.CreateAsync(new(Some.Text($"{number}"), CredentialSource.Of(new("x"))), Some.Author(), Cancel)));
        var copy = Path.Combine(_place.Folder, "copy.db");

        await ((IStoreMaintenance)store).BackupAsync(copy, Cancel);
        await writing;

        await using var restored = StoreFactory.Open(StoreSettings.Parse($"sqlite:{copy}", null, null), _place.Time);
        Assert.Equal(await store.GetStoreIdAsync(Cancel), await restored.GetStoreIdAsync(Cancel));
        Assert.Equal("s3cret-token", (await restored.RevealAsync(created.SecretId, Cancel))!.Reveal());
        var refusal = await Assert.ThrowsAsync<StoreException>(() => ((IStoreMaintenance)store).BackupAsync(copy, Cancel));
        Assert.Equal(StoreErrorCodes.BackupRefused, refusal.Code);
        Assert.Equal(Owner, OperatingSystem.IsWindows() ? Owner : Mode(copy));
    }

    [Fact]
    public async Task A_rotated_key_file_is_followed_by_those_who_have_the_store_open()
    {
        await using var store = await _place.CreateAsync();
        await using var other = _place.Open();
        var created = await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        var known = await other.Accounts.FindAsync(created.Id, Cancel);
        Assert.True(other.Holds(known!.CredentialMark, new("s3cret-token")));
        var oldKey = await File.ReadAllTextAsync(_place.KeyFile, Cancel);

        await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel);

        Assert.NotEqual(oldKey, await File.ReadAllTextAsync(_place.KeyFile, Cancel));
        Assert.True(other.Holds((await other.Accounts.FindAsync(created.Id, Cancel))!.CredentialMark, new("s3cret-token")));
        Assert.Equal("s3cret-token", (await other.RevealAsync(created.SecretId, Cancel))!.Reveal());
    }

    [Theory]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task A_rotation_cut_short_leaves_a_store_that_opens(string moment)
    {
        string id;
        await using (var store = await _place.CreateAsync())
        {
            id = (await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel)).SecretId;
        }

        using (var child = Child.Start(_place, "crash", moment, "rotate"))
        {
            await child.WaitForExitAsync(Cancel);
            Assert.Equal(137, child.ExitCode);
        }

        await using var after = _place.Open();
        Assert.Equal("s3cret-token", (await after.RevealAsync(id, Cancel))!.Reveal());
        Assert.Equal(1, await ((IStoreMaintenance)after).RotateKeyAsync(null, Some.Author(), Cancel));
        Assert.False(File.Exists(_place.KeyFile + ".next"));
    }

    // A defect of ours that looks like a damaged value.
    private sealed class MiscastTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidCastException();
    }

    private SqlStore OpenWith(Action<SqliteConnection> opened) => new SqlStore(
        new SqliteDatabase(new(_place.File), WriteBoundary.Unwatched, opened), new KeyFile(_place.KeyFile), _place.Time);

    private async Task<StoreException> FailAsync(Func<IProviderStore, Task> work)
    {
        await using var store = _place.Open();
        return await Assert.ThrowsAsync<StoreException>(() => work(store));
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() ?? 0L;
    }

    private static (string, StoreErrorKind) Of(StoreException error) => (error.Code, error.Kind);

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
