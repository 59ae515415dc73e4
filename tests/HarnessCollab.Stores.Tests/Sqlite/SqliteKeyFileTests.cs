using System.Diagnostics;
using System.Runtime.InteropServices;
using HarnessCollab.Stores.Tests.Children;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

/// <summary>No key is ever lost: rotations side by side, neighbours with one key, crashes, and key files of others.</summary>
public sealed class SqliteKeyFileTests : IAsyncDisposable
{
    private const int Rotations = 50;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task Of_fifty_rotations_at_once_each_has_its_turn_or_says_why_not_and_every_secret_opens()
    {
        var secrets = await FillAsync();
        using var start = new Barrier(Rotations);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Rotations).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                await using var store = _place.Open();
                start.SignalAndWait(Cancel);
                return await Record.ExceptionAsync(() => ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel));
            },
            Cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.All(outcomes, outcome => Assert.True(outcome is null or StoreException, outcome?.ToString()));
        await AssertOpensAsync(secrets, outcomes.Count(outcome => outcome is null));
    }

    [Fact]
    public async Task Of_processes_that_rotate_at_once_each_has_its_turn_and_every_secret_opens()
    {
        var secrets = await FillAsync();
        const int processes = 8;
        var children = Enumerable.Range(0, processes).Select(_ => Child.Start(_place, "crash", "never", "rotate")).ToList();
        foreach (var child in children)
        {
            using (child)
            {
                await child.WaitForExitAsync(Cancel);
                Assert.True(child.ExitCode == 0, await child.StandardError.ReadToEndAsync(Cancel));
            }
        }

        await AssertOpensAsync(secrets, processes);
    }

    [Theory]
    [MemberData(nameof(OldFolder.BothWays), MemberType = typeof(OldFolder))]
    public async Task A_neighbour_that_shares_the_key_outlives_a_rotation(string rotated, string neighbour)
    {
        using var folder = new OldFolder();
        var shared = await File.ReadAllTextAsync(folder.In("store.key"), Cancel);
        Assert.Equal(OldFolder.SecretsOf("sandbox"), await folder.SecretsAsync("sandbox"));

        await RotateAsync(folder, rotated);

        Assert.Equal(OldFolder.SecretsOf(neighbour), await folder.SecretsAsync(neighbour));
        Assert.Equal(OldFolder.SecretsOf(rotated), await folder.SecretsAsync(rotated));
        Assert.Equal(shared, await File.ReadAllTextAsync(folder.In($"{neighbour}.key"), Cancel));
        Assert.NotEqual(shared, await File.ReadAllTextAsync(folder.In($"{rotated}.key"), Cancel));
        await RotateAsync(folder, neighbour);
        Assert.Equal(OldFolder.SecretsOf(neighbour), await folder.SecretsAsync(neighbour));
        Assert.Equal(OldFolder.SecretsOf(rotated), await folder.SecretsAsync(rotated));
    }

    [Fact]
    public async Task A_new_store_has_a_key_file_of_its_own_name()
    {
        using var folder = new OldFolder();
        foreach (var (database, key) in new[] { ("a.db", "a.key"), ("b.sqlite", "b.sqlite.key"), ("c.DB", "c.DB.key") })
        {
            await using var store = StoreFactory.Open(StoreSettings.Parse($"sqlite:{folder.In(database)}", null, null), _place.Time);
            await store.EnsureCreatedAsync(cancellationToken: Cancel);

            Assert.True(File.Exists(folder.In(key)), key);
            Assert.NotEqual(await File.ReadAllTextAsync(folder.In("store.key"), Cancel), await File.ReadAllTextAsync(folder.In(key), Cancel));
        }
    }

    [Theory]
    [MemberData(nameof(OldFolder.BothWays), MemberType = typeof(OldFolder))]
    public async Task A_neighbours_key_that_does_not_fit_is_not_ours(string name, string neighbour)
    {
        using var folder = new OldFolder();
        await RotateAsync(folder, neighbour);
        await RotateAsync(folder, name);
        File.Delete(folder.In($"{name}.key"));

        await using var store = folder.Open(name);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.VerifyAsync(cancellationToken: Cancel));

        Assert.Equal(StoreErrorCodes.KeyMissing, error.Code);
        Assert.Contains($"{name}.key is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_replaced_key_is_kept_and_opens_a_backup_of_its_time()
    {
        var secrets = await FillAsync();
        var backup = Path.Combine(_place.Folder, "backup.db");
        await using var store = _place.Open();
        await ((IStoreMaintenance)store).BackupAsync(backup, Cancel);
        var keyId = (await _place.QueryAsync("SELECT key_id FROM store_meta"))[0];
        var before = await File.ReadAllTextAsync(_place.KeyFile, Cancel);
        File.Move(backup, Path.Combine(_place.Folder, "..", "backup.db"));

        await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel);

        var kept = $"{_place.KeyFile}.{keyId}";
        Assert.Equal(before, await File.ReadAllTextAsync(kept, Cancel));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(kept));
        File.Copy(kept, Path.Combine(_place.Folder, "..", "backup.key"));
        await using var restored = StoreFactory.Open(
            StoreSettings.Parse($"sqlite:{Path.Combine(_place.Folder, "..", "backup.db")}", null, null), _place.Time);
        Assert.Equal("secret 0", (await restored.RevealAsync(secrets[0], Cancel))!.Reveal());
    }

    [Fact]
    public async Task A_backup_in_the_same_folder_gets_the_key_too()
    {
        var secrets = await FillAsync();
        await using var store = _place.Open();
        await ((IStoreMaintenance)store).BackupAsync(Path.Combine(_place.Folder, "copy.db"), Cancel);

        await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel);

        await using var copy = StoreFactory.Open(StoreSettings.Parse($"sqlite:{Path.Combine(_place.Folder, "copy.db")}", null, null), _place.Time);
        Assert.Equal("secret 0", (await copy.RevealAsync(secrets[0], Cancel))!.Reveal());
    }

    [Fact]
    public async Task A_foreign_announcement_is_kept_not_overwritten_and_never_taken_for_the_key()
    {
        var secrets = await FillAsync();
        var foreign = Convert.ToBase64String([.. Enumerable.Repeat((byte)9, 32)]) + "\n";
        await WriteKeyAsync($"{_place.KeyFile}.next", foreign);
        await using (var store = _place.Open())
        {
            await store.EncryptedTexts.CreateAsync(new(Some.Text("another"), CredentialSource.Of(new("x"))), Some.Author(), Cancel);
            Assert.Equal(foreign, await File.ReadAllTextAsync($"{_place.KeyFile}.next", Cancel));
            await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel);
        }

        Assert.Contains(
            foreign, await Task.WhenAll(Directory.GetFiles(_place.Folder, "store.key.*").Select(file => File.ReadAllTextAsync(file, Cancel))));
        await AssertOpensAsync(secrets, 1);
    }

    [Theory]
    [InlineData("announced")]
    [InlineData("before-commit")]
    [InlineData("after-commit")]
    public async Task A_rotation_killed_anywhere_leaves_both_neighbours_open(string moment)
    {
        using var folder = new OldFolder();
        using (var child = Child.Start($"sqlite:{folder.In("store.db")}", "", ["crash", moment, "rotate"]))
        {
            await child.WaitForExitAsync(Cancel);
            Assert.Equal(137, child.ExitCode);
        }

        Assert.Equal(OldFolder.SecretsOf("store"), await folder.SecretsAsync("store"));
        Assert.Equal(OldFolder.SecretsOf("sandbox"), await folder.SecretsAsync("sandbox"));
        await RotateAsync(folder, "sandbox");
        await RotateAsync(folder, "store");
        Assert.Equal(OldFolder.SecretsOf("store"), await folder.SecretsAsync("store"));
        Assert.Equal(OldFolder.SecretsOf("sandbox"), await folder.SecretsAsync("sandbox"));
        Assert.False(File.Exists(folder.In("store.key.next")));
    }

    [Fact]
    public async Task A_neighbour_that_cannot_be_looked_into_stops_the_rotation()
    {
        using var folder = new OldFolder();
        var content = await File.ReadAllBytesAsync(folder.In("sandbox.db"), Cancel);
        await File.WriteAllBytesAsync(
            folder.In("sandbox.db"), [.. content.Take(100), .. Enumerable.Repeat((byte)0xff, content.Length - 100)], Cancel);

        await RefusedAsync(folder, "sandbox.db");
    }

    [Fact]
    public async Task Two_databases_whose_key_would_be_one_file_are_not_rotated()
    {
        using var folder = new OldFolder();
        File.Move(folder.In("sandbox.db"), folder.In("store"));

        await RefusedAsync(folder, "store");
    }

    [Fact]
    public async Task A_failed_rotation_leaves_no_announcement()
    {
        await FillAsync();
        await _place.ExecuteAsync("UPDATE encrypted_texts SET value_revision = 9");
        await using var store = _place.Open();

        await Assert.ThrowsAsync<StoreException>(() => ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel));

        Assert.Equal([_place.KeyFile], Directory.GetFiles(_place.Folder, "store.key*"));
    }

    [Fact]
    public async Task A_key_file_of_another_user_is_refused()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "Only root can give files away.");
        await FillAsync();
        Assert.Equal(0, ChangeOwner(_place.KeyFile, 65534, 65534));

        await RefusedAsync(StoreErrorCodes.KeyFileForeign, "65534");
    }

    [Fact]
    public async Task A_key_that_is_no_regular_file_is_refused_without_waiting_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        await FillAsync();
        File.Delete(_place.KeyFile);
        using (var make = Process.Start("mkfifo", ["-m", "600", _place.KeyFile]))
        {
            await make.WaitForExitAsync(Cancel);
        }

        await RefusedAsync(StoreErrorCodes.KeyFileForeign, "not a regular file");
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    public async Task A_key_file_in_a_folder_that_others_may_write_is_refused(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await FillAsync();
        SetMode(_place.Folder, (UnixFileMode)0b111_101_101 | mode);

        await RefusedAsync(StoreErrorCodes.KeyFolderShared, $"chmod go-w {_place.Folder}");
    }

    [Fact]
    public async Task No_key_is_made_in_a_folder_that_others_may_write()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Directory.CreateDirectory(_place.Folder);
        SetMode(_place.Folder, (UnixFileMode)0b111_111_111);
        await using var store = _place.Open();

        Assert.Equal(
            StoreErrorCodes.KeyFolderShared,
            (await Assert.ThrowsAsync<StoreException>(() => store.EnsureCreatedAsync(cancellationToken: Cancel))).Code);

        Assert.Empty(Directory.GetFiles(_place.Folder, "*.key*"));
    }

    private static async Task RotateAsync(OldFolder folder, string name)
    {
        await using var store = folder.Open(name);
        Assert.Equal(2, await ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel));
    }

    private static async Task RefusedAsync(OldFolder folder, string named)
    {
        var before = await File.ReadAllTextAsync(folder.In("store.key"), Cancel);
        await using (var store = folder.Open("store"))
        {
            var error = await Assert.ThrowsAsync<StoreException>(() => ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel));
            Assert.Equal(StoreErrorCodes.NeighbourKey, error.Code);
            Assert.Contains($"{folder.In(named)} ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(OldFolder.SecretsOf("store"), await folder.SecretsAsync("store"));
        Assert.Equal(before, await File.ReadAllTextAsync(folder.In("store.key"), Cancel));
    }

    private async Task RefusedAsync(string code, string named)
    {
        await using var store = _place.Open();
        var error = await Assert.ThrowsAsync<StoreException>(() => store.VerifyAsync(cancellationToken: Cancel));
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private async Task<List<string>> FillAsync()
    {
        await using var store = await _place.CreateAsync();
        var ids = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add((await store.EncryptedTexts.CreateAsync(
                new(Some.Text($"text {number}"), CredentialSource.Of(new($"secret {number}"))), Some.Author(), Cancel)).Id);
        }

        return ids;
    }

    private async Task AssertOpensAsync(List<string> secrets, int rotations)
    {
        await using var store = _place.Open();
        await store.VerifyAsync(cancellationToken: Cancel);
        for (var number = 0; number < secrets.Count; number++)
        {
            Assert.Equal($"secret {number}", (await store.RevealAsync(secrets[number], Cancel))!.Reveal());
        }

        Assert.Equal(rotations, await _place.CountAsync("journal WHERE action = 'keyRotated'"));
        Assert.False(File.Exists($"{_place.KeyFile}.next"));
    }

    private static async Task WriteKeyAsync(string file, string key)
    {
        await File.WriteAllTextAsync(file, key, Cancel);
        SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
