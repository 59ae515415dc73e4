using System.Diagnostics;
using System.Reflection;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using Pulumi.Compat.Tests.FakeEngine;

namespace HarnessCollab.Collaboration.Tests;

/// <summary>The quickstart as a user's engine starts it: in a process of its own.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public async Task It_declares_one_account_and_shows_no_secret()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = WithConnection(engine);

        var (exitCode, error) = await RunAsync(
            engine,
            new() { ["shop:baseUrl"] = "https://example.atlassian.net", ["shop:username"] = "bot@example.com", ["shop:apiToken"] = "canary" });

        Assert.Equal((0, ""), (exitCode, error));
        var request = engine.Registration("jira");
        Assert.Equal("harnesscollab:index:JiraCollaborationProvider", request.Type);
        Assert.Equal(
            PropertyMap.Of(
                ("displayName", PropertyValue.Of("ops-jira")),
                ("baseUrl", PropertyValue.Of("https://example.atlassian.net")),
                ("username", PropertyValue.Of("bot@example.com")),
                ("apiToken", PropertyValue.SecretOf("canary"))),
            request.Object.Decoded());
        Assert.Equal(
            PropertyMap.Of(
                ("id", PropertyValue.Of("id-jira")), ("displayName", PropertyValue.Of("ops-jira")), ("status", PropertyValue.Of("passed"))),
            engine.Outputs("shop-dev").Outputs.Decoded());
        Assert.IsType<ShutdownSignal>(engine.Requests.Last());
    }

    [Fact]
    public async Task Without_a_credential_of_its_own_it_sends_none()
    {
        await using var engine = await EngineServer.StartAsync(isDryRun: true);

        var (exitCode, error) = await RunAsync(engine, new() { ["shop:baseUrl"] = "https://example.atlassian.net" });

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(["baseUrl", "displayName"], engine.Registration("jira").Object.Decoded().Keys);
        Assert.Equal(PropertyValue.Unknown, engine.Outputs("shop-dev").Outputs.Decoded()["status"]);
    }

    [Fact]
    public async Task A_missing_setting_ends_it_with_32_and_a_message_through_the_engine()
    {
        await using var engine = await EngineServer.StartAsync();

        var (exitCode, error) = await RunAsync(engine, []);

        Assert.Equal((32, ""), (exitCode, error));
        Assert.Contains("shop:baseUrl", Assert.Single(engine.Messages).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Started_without_an_engine_it_says_how_to_run_it()
    {
        var (exitCode, error) = await RunAsync(engine: null, []);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("pulumi", error, StringComparison.Ordinal);
    }

    private static Func<RegisterResourceRequest, RegisterResourceResponse> WithConnection(EngineServer engine) => request =>
    {
        var answer = engine.Answer(request);
        if (request.Custom)
        {
            answer.Object = answer.Object
                .Decoded()
                .With("connection", PropertyValue.Of(PropertyMap.Of(("status", PropertyValue.Of("passed")))))
                .Encoded();
        }

        return answer;
    };

    private static async Task<(int ExitCode, string Error)> RunAsync(EngineServer? engine, Dictionary<string, string> config)
    {
        var program = typeof(QuickstartTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "Quickstart").Value!;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { program },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (engine is not null)
        {
            foreach (var (name, value) in engine.Environment([.. config.Select(entry => (entry.Key, entry.Value))]))
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal("", await output);
        return (process.ExitCode, (await error).Trim());
    }
}
