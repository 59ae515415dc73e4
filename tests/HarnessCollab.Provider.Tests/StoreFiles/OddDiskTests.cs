using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.StoreFiles;

/// <summary>Disks that are full or read-only: real ones, mounted for the plugin alone. One clear error each, and nothing half written.</summary>
public sealed class OddDiskTests : IDisposable
{
    private const string ReadOnly = "mount --bind .harnesscollab .harnesscollab && mount -o remount,bind,ro .harnesscollab";

    private readonly TempFolder _folder = new();

    public OddDiskTests() => _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_is_told_and_nothing_is_half_written()
    {
        // The store finds 1 MiB; texts of 64 KiB fill it soon.
        await using var plugin = await StartAsync("mount -t tmpfs -o size=1m,mode=700 none .harnesscollab");
        var made = 0;
        RpcException? error = null;
        while (error is null && made < 64)
        {
            try
            {
                var inputs = Inputs($"full-{made}").With("description", PropertyValue.Of(new string('x', 65_000)));
                await plugin.CreateAsync($"r{made}", await plugin.CheckedAsync($"r{made}", inputs));
                made++;
            }
            catch (RpcException full)
            {
                error = full;
            }
        }

        Assert.Matches(
            "^HC3032: the SQLite file .*store.db has no disk space left. Nothing was written. Free some space and run again. Cause: ",
            error!.Status.Detail);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(made, await CountAsync(plugin));
    }

    [Fact]
    public async Task A_disk_that_is_full_before_there_is_a_store_is_told()
    {
        await using var plugin = await StartAsync("mount -t tmpfs -o size=8k,mode=700 none .harnesscollab");

        var error = await FailsAsync(plugin, "first");

        Assert.Matches("^HC303[24]: ", error.Status.Detail);
        Assert.Contains("store.db", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_disk_is_told_and_can_still_be_read()
    {
        Known made;
        await using (var before = await PluginProcess.StartAsync(_folder.Path, Environment))
        {
            await before.ConfigureAsync();
            made = await before.CreateAsync("jira", await before.CheckedAsync("jira", Inputs("ops-jira")));
        }

        await using var plugin = await StartAsync(ReadOnly);
        var update = await Assert.ThrowsAsync<RpcException>(
            () => plugin.UpdateAsync("jira", made, made.Inputs.With("displayName", PropertyValue.Of("renamed"))));
        var create = await FailsAsync(plugin, "other");

        Assert.All(
            [update, create],
            error => Assert.Matches("^HC3031: the SQLite file .*store.db cannot be written. Check its owner and mode, ", error.Status.Detail));
        Assert.Equal(made.Id, (await plugin.ReadAsync("jira", made)).Id);
    }

    [Fact]
    public async Task What_only_reads_works_on_read_only_media_and_a_write_names_the_folder()
    {
        var made = await MadeAsync();
        // The last to close it folds the log in.
        await using (var last = StoreFactory.Open(StoreSettings.Parse(null, null, _folder.Path), TimeProvider.System))
        {
            await last.EncryptedTexts.CreateAsync(
                new(new() { Name = "last" }, CredentialSource.Of(new("x"))),
                new() { User = "anna", Host = "build-7" },
                TestContext.Current.CancellationToken);
        }

        Assert.Empty(Directory.GetFiles(_folder.Combine(".harnesscollab"), "*-wal"));
        await using var plugin = await StartAsync(ReadOnly);
        var update = await Assert.ThrowsAsync<RpcException>(
            () => plugin.UpdateAsync("jira", made, made.Inputs.With("displayName", PropertyValue.Of("renamed"))));

        Assert.StartsWith(
            $"HC3031: the SQLite file {_folder.Combine(".harnesscollab", "store.db")} cannot be written. ",
            update.Status.Detail,
            StringComparison.Ordinal);
        Assert.Contains($"its folder {_folder.Combine(".harnesscollab")},", update.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(made.Id, (await plugin.ReadAsync("jira", made)).Id);
        foreach (string[] command in new[] { ["accounts", "list"], ["store", "log"], ["store", "info"], new[] { "store", "backup", "copy.db" } })
        {
            var result = await RunAsync(ReadOnly, command);
            Assert.True(result.ExitCode == 0, result.All);
        }

        Assert.Equal(1, await CountAsync(plugin));
        Assert.True(File.Exists(_folder.Combine("copy.db")));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_named_never_ignored()
    {
        await MadeAsync();
        var log = _folder.Combine(".harnesscollab", "store.db-wal");
        await using (var open = StoreFactory.Open(StoreSettings.Parse(null, null, _folder.Path), TimeProvider.System))
        {
            await open.EncryptedTexts.CreateAsync(
                new(new() { Name = "last" }, CredentialSource.Of(new("x"))),
                new() { User = "anna", Host = "build-7" },
                TestContext.Current.CancellationToken);
            File.Copy(log, _folder.Combine("kept-wal"));
        }

        File.Move(_folder.Combine("kept-wal"), log);
        Assert.False(File.Exists(_folder.Combine(".harnesscollab", "store.db-shm")));

        foreach (string[] command in new[] { ["accounts", "list"], new[] { "store", "backup", "copy.db" } })
        {
            var result = await RunAsync(ReadOnly, command);
            Assert.StartsWith("error: HC3076: ", result.Errors, StringComparison.Ordinal);
            Assert.Contains(log, result.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder.Combine("copy.db")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        _folder.Write("file", "");
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, Environment);
        await plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.Of("sqlite:file/store.db"))));

        var error = await FailsAsync(plugin, "first");

        Assert.StartsWith(
            $"HC3034: the SQLite file {_folder.Combine("file", "store.db")} cannot be opened or created. Check that the path is right, ",
            error.Status.Detail,
            StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Environment =>
        new() { ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off", ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off" };

    private static PropertyMap Inputs(string displayName) => PropertyMap.Of(
        ("displayName", PropertyValue.Of(displayName)),
        ("baseUrl", PropertyValue.Of("https://jira.example.com")),
        ("username", PropertyValue.Of("bot")),
        ("password", PropertyValue.SecretOf("canary-5b1d-secret")));

    private static async Task<RpcException> FailsAsync(PluginProcess plugin, string name) =>
        await Assert.ThrowsAsync<RpcException>(async () => await plugin.CreateAsync(name, await plugin.CheckedAsync(name, Inputs(name))));

    private static async Task<int> CountAsync(PluginProcess plugin) =>
        (await plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty)).Return.Fields["providers"].ListValue.Values.Count;

    private async Task<Known> MadeAsync()
    {
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, Environment);
        await plugin.ConfigureAsync();
        return await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", Inputs("ops-jira")));
    }

    private Task<CommandResult> RunAsync(string mount, string[] command)
    {
        var host = OwnMounts.Host(mount);
        return ChildProcess.RunAsync(host[0], [.. host.Skip(1), .. command], _folder.Path, Environment);
    }

    // The plugin in a mount namespace of its own, after a command in that namespace.
    private async Task<PluginProcess> StartAsync(string mount)
    {
        Directory.CreateDirectory(_folder.Combine(".harnesscollab"));
        var plugin = await PluginProcess.StartAsync(_folder.Path, Environment, host: OwnMounts.Host(mount));
        await plugin.ConfigureAsync();
        return plugin;
    }
}
