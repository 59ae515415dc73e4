using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.StoreFiles;

/// <summary>Where a relative path of the store starts: the engine does not say where Pulumi.yaml is.</summary>
public sealed class RelativePathTests(SandboxFixture sandbox) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", null, ".harnesscollab/store.db")]
    [InlineData("", "sqlite:data/jira.db", "data/jira.db")]
    [InlineData("src/infra", null, ".harnesscollab/store.db")]
    [InlineData("src/infra", "sqlite:data/jira.db", "data/jira.db")]
    [InlineData("src/infra", "sqlite:../jira.db", "../jira.db")]
    public async Task From_the_root_and_from_the_main_folder_it_starts_at_Pulumi_yaml(string main, string? store, string file)
    {
        _folder.Write("project/Pulumi.yaml", $"name: tests\nruntime: dotnet\nmain: {main}\n");
        Directory.CreateDirectory(_folder.Combine("project", main));
        await using var plugin = await PluginProcess.StartAsync(_folder.Combine("project", main));
        await plugin.ConfigureAsync(Settings(store));

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        var made = Path.GetFullPath(_folder.Combine("project", file));
        Assert.Equal([made], Directory.GetFiles(_folder.Path, "*.db", SearchOption.AllDirectories));
        Assert.DoesNotContain(plugin.Engine.Logs, log => log.Message.Contains("no Pulumi.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_nearest_project_counts()
    {
        _folder.Write("Pulumi.yaml", "name: outer\nruntime: dotnet\n");
        _folder.Write("inner/Pulumi.yaml", "name: inner\nruntime: dotnet\n");
        await using var plugin = await PluginProcess.StartAsync(_folder.Combine("inner"));
        await plugin.ConfigureAsync();

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        Assert.True(File.Exists(_folder.Combine("inner", ".harnesscollab", "store.db")));
    }

    [Fact]
    public async Task Without_a_project_it_starts_at_the_working_directory_and_the_file_is_named()
    {
        await using var plugin = await PluginProcess.StartAsync(_folder.Path);
        await plugin.ConfigureAsync();

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        var file = _folder.Combine(".harnesscollab", "store.db");
        Assert.True(File.Exists(file));
        Assert.Contains(
            plugin.Engine.Logs, log => log.Severity == LogSeverity.Info && log.Message.EndsWith($"the store is {file}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("crm", "shop/crm")]
    [InlineData("neither", "shop/crm/src")]
    public async Task The_project_that_the_engine_names_counts_not_the_nearest(string project, string place)
    {
        _folder.Write("shop/Pulumi.yaml", "name: shop\nruntime: dotnet\n");
        _folder.Write("shop/crm/Pulumi.yaml", "name: crm\nruntime: dotnet\n");
        Directory.CreateDirectory(_folder.Combine("shop", "crm", "src"));
        await using var plugin = await PluginProcess.StartAsync(_folder.Combine("shop", "crm", "src"));
        await plugin.ConfigureAsync(urn: $"urn:pulumi:dev::{project}::pulumi:providers:harnesscollab::default");

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        var file = Path.Combine(_folder.Combine(place.Split('/')), ".harnesscollab", "store.db");
        Assert.Equal([file], Directory.GetFiles(_folder.Path, "*.db", SearchOption.AllDirectories));
        var notes = plugin.Engine.Logs.Where(log => log.Message.StartsWith("HC5040: ", StringComparison.Ordinal)).Select(log => log.Message);
        string[] expected = project == "neither"
            ? ["HC5040: no Pulumi.yaml of the project 'neither' at or above the working directory; "
                + $"{_folder.Combine("shop", "crm", "Pulumi.yaml")} belongs to another project; the store is {file}"]
            : [];
        Assert.Equal(expected, notes);
    }

    [Fact]
    public async Task Where_the_engine_names_no_project_one_that_was_found_above_is_named()
    {
        _folder.Write("Pulumi.yaml", "name: shop\nruntime: dotnet\n");
        Directory.CreateDirectory(_folder.Combine("src"));
        await using var plugin = await PluginProcess.StartAsync(_folder.Combine("src"));

        await plugin.ConfigureAsync();

        Assert.Contains(
            plugin.Engine.Logs,
            log => log.Message == $"HC5040: the store's path starts at the project of {_folder.Combine("Pulumi.yaml")}; "
                + $"the store is {_folder.Combine(".harnesscollab", "store.db")}");
    }

    [Theory]
    [InlineData(null, ".harnesscollab/store.db")]
    [InlineData("sqlite:data/jira.db", "data/jira.db")]
    public async Task A_plugin_run_from_source_keeps_to_the_project_that_uses_it(string? store, string file)
    {
        Assert.SkipWhen(Artifacts.ArePublished, "There is no source here.");
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, host: Artifacts.FromSource("provider/HarnessCollab.Provider"));
        await plugin.ConfigureAsync(Settings(store));

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        Assert.Equal([_folder.Combine(file.Split('/'))], Directory.GetFiles(_folder.Path, "*.db", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sqlite:data/jira.db")]
    public async Task In_attach_mode_it_is_an_error(string? store)
    {
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, handshake: false, withEngine: false);
        await plugin.Client.HandshakeAsync(new ProviderHandshakeRequest { EngineAddress = plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        await plugin.Client.AttachAsync(new PluginAttach { Address = plugin.Engine.Address }, deadline: PluginProcess.Deadline);

        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => plugin.ConfigureAsync(Settings(store)));

        Assert.StartsWith("HC3041: ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "*.db", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task In_attach_mode_an_absolute_path_is_taken()
    {
        var file = _folder.Combine("jira.db");
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, handshake: false, withEngine: false);
        await plugin.Client.AttachAsync(new PluginAttach { Address = plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        await plugin.ConfigureAsync(Settings($"sqlite:{file}"));

        await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", sandbox.Good()));

        Assert.True(File.Exists(file));
    }

    private static PropertyMap? Settings(string? store) => store is null ? null : PropertyMap.Of(("store", PropertyValue.Of(store)));
}
