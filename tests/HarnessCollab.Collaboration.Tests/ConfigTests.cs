using Pulumi.Compat.Tests.FakeEngine;

namespace HarnessCollab.Collaboration.Tests;

/// <summary>The typed settings of the provider, as a program reads them.</summary>
public sealed class ConfigTests
{
    [Fact]
    public async Task Settings_are_read_in_their_types_and_can_be_replaced()
    {
        await using var engine = await EngineServer.StartAsync();

        var exitCode = await engine.RunAsync(
            () =>
            {
                Assert.Equal("sqlite:accounts.db", Config.Store);
                Assert.True(Config.AllowInsecureHttp);
                Assert.Null(Config.ApiKey);
                Assert.Equal(ConnectionTestPolicy.Warn, Config.ConnectionTest!.Apply);
                Assert.Null(Config.ConnectionTest.Preview);
                Assert.Equal(30, Config.ConnectionTest.TimeoutSeconds);

                Config.OrgId = "ops";
                Assert.Equal("ops", Config.OrgId);
            },
            ("harnesscollab:store", "sqlite:accounts.db"),
            ("harnesscollab:allowInsecureHttp", "true"),
            ("harnesscollab:connectionTest", """{"apply":"warn","timeoutSeconds":30}"""));

        Assert.Equal((0, ""), (exitCode, string.Join('\n', engine.Messages.Select(log => log.Message))));
    }
}
