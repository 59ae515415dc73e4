using Pulumi.Compat.Tests.FakeEngine;

namespace Pulumi.Compat.Tests;

public sealed class ConfigTests
{
    [Fact]
    public async Task Values_are_read_in_their_types_and_as_secrets()
    {
        await using var engine = await EngineServer.StartAsync();

        var exitCode = await engine.RunAsync(
            async () =>
            {
                var config = new Config();
                Assert.Equal("text", config.Require("text"));
                Assert.True(config.RequireBoolean("flag"));
                Assert.Equal(7, config.GetInt32("whole"));
                Assert.Equal(0.5, config.RequireDouble("part"));
                Assert.Equal([1, 2], config.RequireObject<int[]>("list"));
                Assert.Null(config.Get("none"));
                Assert.Null(config.GetSecret("none"));
                Assert.Null(config.GetBoolean("none"));
                Assert.Null(config.GetObject<string>("none"));
                Assert.True(await Output.IsSecretAsync(config.RequireSecret("text")));
                Assert.True(await Output.IsSecretAsync(config.GetSecretObject<int[]>("list")!));
                Assert.Equal("other", new Config("pkg").Require("text"));
                Assert.Equal("long", new Config("pkg").Require("older"));
                return [];
            },
            ("shop:text", "text"), ("shop:flag", "true"), ("shop:whole", "7"), ("shop:part", "0.5"), ("shop:list", "[1,2]"),
            ("pkg:text", "other"), ("pkg:config:older", "long"));

        Assert.Equal((0, ""), (exitCode, string.Join('\n', engine.Messages.Select(log => log.Message))));
    }

    [Theory]
    [InlineData("missing", "config set shop:missing")]
    [InlineData("bad", "shop:bad")]
    public async Task A_missing_or_wrong_value_is_named_and_not_shown(string key, string expected)
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(32, await engine.RunAsync(() => new Config().RequireObject<int>(key), ("shop:bad", "canary")));

        var message = Assert.Single(engine.Messages).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
#if !PULUMI_NUGET
        // The package quotes the value.
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
#endif
    }
}
