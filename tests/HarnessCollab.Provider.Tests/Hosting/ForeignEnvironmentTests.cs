using System.Net;
using System.Net.Sockets;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Hosting;

/// <summary>The environment and the working directory belong to others: what they say to an ASP.NET service is not said to us.</summary>
public sealed class ForeignEnvironmentTests(SandboxFixture sandbox) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ForeignEnvironment _foreign = new();

    public void Dispose()
    {
        _foreign.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_plugin_listens_on_the_port_it_prints_and_nowhere_else()
    {
        _foreign.WriteFiles(_folder);
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, _foreign.Variables);
        await plugin.ConfigureAsync();

        var inputs = await plugin.CheckedAsync("jira", sandbox.Good());

        Assert.Equal("", plugin.Process.Errors);
        Assert.True(inputs.ContainsKey("baseUrl"));
        AssertListensOnly(plugin.Process, plugin.Process.Output.Trim());
    }

    [Fact]
    public async Task The_plugin_that_misbehaves_listens_on_the_port_it_prints_and_nowhere_else()
    {
        _foreign.WriteFiles(_folder);
        await using var plugin = ChildProcess.Start(Artifacts.FaultPlugin, ["127.0.0.1:1"], _folder.Path, With("FAULT_PLUGIN", Artifacts.Plugin));

        AssertListensOnly(plugin, await plugin.FirstLineAsync());
    }

    [Theory]
    [InlineData("jira-sandbox")]
    [InlineData("harness-sandbox")]
    public async Task A_stand_in_listens_on_the_port_it_prints_and_nowhere_else(string name)
    {
        _foreign.WriteFiles(_folder);
        await using var process = ChildProcess.Start(
            name == "jira-sandbox" ? Artifacts.Sandbox : Artifacts.HarnessSandbox,
            ["--port", "0", "--exit-with-parent"],
            _folder.Path,
            _foreign.Variables);

        var line = await process.FirstLineAsync();
        var port = new Uri(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))).Port;

        AssertListensOnly(process, $"{port}");
    }

    [Fact]
    public async Task The_engine_is_spoken_to_without_the_proxy_of_the_environment()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var address = $"http://{proxy.LocalEndpoint}";
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        // Attempts to use the proxy hang: it listens, and answers nothing.
        await using var plugin = await PluginProcess.StartAsync(_folder.Path, new Dictionary<string, string?>
        {
            ["HTTP_PROXY"] = address, ["http_proxy"] = address, ["HTTPS_PROXY"] = address, ["ALL_PROXY"] = address, ["all_proxy"] = address,
            ["NO_PROXY"] = "", ["no_proxy"] = "",
            ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off", ["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "off",
        });
        await plugin.ConfigureAsync();
        var inputs = await plugin.CheckedAsync("jira", sandbox.Good().With("displayName", PropertyValue.Of("jira")));
        await plugin.CreateAsync("jira", inputs);
        await plugin.CreateAsync("jira", inputs);

        // The second create finds what the first made, and says so to the engine.
        Assert.Contains(
            plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.StartsWith("HC5014", StringComparison.Ordinal));
        Assert.False(proxy.Pending());
    }

    private static void AssertListensOnly(ChildProcess process, string port)
    {
        // The native plugin's descriptors are for nobody but root to see; then the taken ports alone tell.
        if (OperatingSystem.IsLinux() && (Environment.IsPrivilegedProcess || Environment.GetEnvironmentVariable("HARNESSCOLLAB_PLUGIN") is null))
        {
            Assert.Equal($"127.0.0.1:{port}", Assert.Single(ForeignEnvironment.ListenersOf(process.Id)));
        }
    }

    private Dictionary<string, string?> With(string name, string value) => new(_foreign.Variables) { [name] = value };
}
