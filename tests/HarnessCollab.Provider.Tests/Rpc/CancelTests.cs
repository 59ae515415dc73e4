using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>A Jira that takes connections and never answers: what waits for it must end when it is told to.</summary>
public sealed class CancelTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task Cancel_ends_a_waiting_test_and_the_plugin_goes_on_answering()
    {
        using var silent = Listen();
        var inputs = await Plugin.CheckedAsync("jira", Waiting(silent));

        var waiting = Plugin.CreateAsync("jira", inputs);
        using var connection = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await Plugin.Client.CancelAsync(new Empty(), deadline: PluginProcess.Deadline);
        var error = await FailsAsync(waiting);

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.StartsWith("HC5009", error.Status.Detail, StringComparison.Ordinal);
        Assert.NotEqual("", await Plugin.VersionAsync());
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task Cancel_ends_a_waiting_function()
    {
        using var silent = Listen();

        var waiting = Plugin.InvokeAsync("testJiraConnection", Waiting(silent).Without("displayName").Without("connectionTest"));
        using var connection = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await Plugin.Client.CancelAsync(new Empty(), deadline: PluginProcess.Deadline);

        Assert.Equal(StatusCode.Cancelled, (await FailsAsync(waiting)).StatusCode);
    }

    [Fact]
    public async Task The_custom_timeout_of_an_operation_is_not_that_of_its_preview()
    {
        using var silent = Listen();
        var inputs = await Plugin.CheckedAsync("jira", Waiting(silent));

        var shorter = inputs.With("connectionTest", PropertyValue.Of(PropertyMap.Of(("timeoutSeconds", PropertyValue.Of(1)))));

        await Plugin.CreateAsync("jira", shorter, preview: true, timeout: 0.2);

        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.StartsWith("HC4105", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_custom_timeout_bounds_the_test_as_well()
    {
        using var silent = Listen();
        var inputs = await Plugin.CheckedAsync("jira", Waiting(silent));

        var error = await FailsAsync(Plugin.CreateAsync("jira", inputs, timeout: 0.2));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.StartsWith("HC5010", error.Status.Detail, StringComparison.Ordinal);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private PropertyMap Waiting(TcpListener jira) => Sandbox.Good()
        .With("baseUrl", PropertyValue.Of($"http://{jira.LocalEndpoint}"))
        .With("connectionTest", PropertyValue.Of(PropertyMap.Of(("timeoutSeconds", PropertyValue.Of(300)))));
}
