using System.Text.Json;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>A fresh clone: nothing is published, the plugin is built and run from its folder, as PulumiPlugin.yaml says.</summary>
public sealed class FromSourceTests : ScenarioTest
{
    private static string Source => Path.Combine(Artifacts.RepositoryRoot, "provider", "HarnessCollab.Provider");

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task The_plugins_entry_may_name_the_plugins_source_folder(string cli)
    {
        SkipWithoutRepository();
        var stack = await EmptyStackAsync(cli, plugin: Source);
        Declare(stack, Account("jira", "ops"));

        await using var up = stack.Start("up", "--yes", "--skip-preview");
        await SucceedsAsync(up.WaitAsync(TestTimeouts.PatienceWithABuild));

        await HoldsAsync(stack, ("jira", "ops"));
    }

    [Fact]
    public async Task The_repositorys_Pulumi_yaml_names_the_program_and_the_plugin_that_are_there()
    {
        SkipWithoutRepository();
        var project = await File.ReadAllTextAsync(Path.Combine(Artifacts.RepositoryRoot, "Pulumi.yaml"), TestContext.Current.CancellationToken);

        Assert.Contains("\nruntime: dotnet\nmain: examples/quickstart\n", project, StringComparison.Ordinal);
        Assert.Contains("- name: harnesscollab\n      path: provider/HarnessCollab.Provider ", project, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Artifacts.RepositoryRoot, "examples", "quickstart", "Quickstart.csproj")));
        Assert.Equal(
            "runtime: dotnet\n", await File.ReadAllTextAsync(Path.Combine(Source, "PulumiPlugin.yaml"), TestContext.Current.CancellationToken));
    }

    /// <summary>More than half of what a first run fetched were packs of that compiler.</summary>
    [Theory]
    [InlineData("", "-p:_IsPublishing=false")]
    [InlineData("true", "-p:_IsPublishing=true")]
    public async Task Only_a_publish_fetches_the_compiler_to_native_code(string wanted, string how)
    {
        SkipWithoutRepository();

        var said = await SucceedsAsync(ChildProcess.RunAsync("dotnet", ["msbuild", "-nologo", "-getProperty:PublishAot", how], Source));

        Assert.Equal(wanted, said.Output.Trim());
    }

    [Fact]
    public async Task Started_as_the_dotnet_language_host_does_it_says_its_port_before_anything_else_and_gives_its_schema()
    {
        SkipWithoutRepository();
        using var folder = new TempFolder();
        await SucceedsAsync(ChildProcess.RunAsync("dotnet", ["build", "-nologo", "-v:quiet"], Source));
        await using var engine = await FakeEngine.StartAsync();
        await using var run = ChildProcess.Start("dotnet", ["run", "--no-build", "--project", Source, "--", engine.Address], folder.Path);

        var line = await run.FirstLineAsync();

        Assert.Matches("^[0-9]{2,5}$", line);
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress($"http://127.0.0.1:{line}");
        var client = new ResourceProvider.ResourceProviderClient(channel);
        await client.HandshakeAsync(new ProviderHandshakeRequest { EngineAddress = engine.Address }, deadline: PluginProcess.Deadline);
        var schema = await client.GetSchemaAsync(new GetSchemaRequest(), deadline: PluginProcess.Deadline);
        Assert.Equal("harnesscollab", JsonDocument.Parse(schema.Schema).RootElement.GetProperty("name").GetString());
        Assert.Equal($"{line}\n", run.Output);
    }

    [Fact]
    public async Task The_pulumi_cli_takes_the_source_folder_as_a_package()
    {
        SkipWithoutRepository();
        var pulumi = new PulumiCli();
        Assert.SkipWhen(pulumi.Unavailable is not null, pulumi.Unavailable ?? "");
        using var folder = new TempFolder();
        folder.Write("Pulumi.yaml", "name: packages\nruntime: yaml\n");
        var environment = new Dictionary<string, string?>
        {
            ["PULUMI_HOME"] = folder.Combine(".home"), ["PULUMI_SKIP_UPDATE_CHECK"] = "true", ["PULUMI_BACKEND_URL"] = $"file://{folder.Path}",
        };

        var schema = await SucceedsAsync(ChildProcess.RunAsync(pulumi.Executable, ["package", "get-schema", Source], folder.Path, environment));
        await SucceedsAsync(ChildProcess.RunAsync(pulumi.Executable, ["package", "add", Source], folder.Path, environment));

        Assert.Equal("harnesscollab", JsonDocument.Parse(schema.Output).RootElement.GetProperty("name").GetString());
        Assert.Contains(
            "harnesscollab",
            await File.ReadAllTextAsync(folder.Combine("Pulumi.yaml"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static void SkipWithoutRepository() => Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
}
