using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class OptionTests
{
    [Fact]
    public async Task Every_option_reaches_its_field()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var owner = new Account("owner", new() { Title = "x" });
            _ = new Account("all", new() { Title = "x" }, new()
            {
                Protect = false,
                RetainOnDelete = true,
                DeleteBeforeReplace = false,
                IgnoreChanges = { "title", "limit.code" },
                AdditionalSecretOutputs = { "token" },
                ImportId = "acc-1",
                Version = "1.2.3",
                PluginDownloadURL = "https://example.com",
                DeletedWith = owner,
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5), Delete = TimeSpan.FromMilliseconds(1.5) },
                Aliases = { new Alias { Name = "old" } },
            });
        });

        Wire.AssertJson(
            """
            {"type":"pkg:index:Account","name":"all","parent":"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev","custom":true,
             "object":{"title":"x"},"propertyDependencies":{"title":{}},
             "protect":false,"retainOnDelete":true,"deleteBeforeReplaceDefined":true,
             "ignoreChanges":["title","limit.code"],"additionalSecretOutputs":["token"],
             "importId":"acc-1","version":"1.2.3","pluginDownloadURL":"https://example.com",
             "deletedWith":"urn:pulumi:dev::shop::pkg:index:Account::owner",
             "customTimeouts":{"create":"300000000000ns","delete":"1500000ns"},
             "aliases":[{"spec":{"name":"old","noParent":false}}],
             "acceptSecrets":true,"acceptResources":true,"supportsResultReporting":true,"hooks":{}}
            """,
            engine.Registration("all"));
    }

    [Fact]
    public async Task Merged_options_join_lists_and_take_the_second_ones_values()
    {
        await using var engine = await EngineServer.StartAsync();

        await engine.RunAsync(() =>
        {
            var first = new Account("first", new() { Title = "x" });
            var second = new Account("second", new() { Title = "x" });
            var defaults = new CustomResourceOptions
            {
                Version = "1.0.0",
                Protect = true,
                AdditionalSecretOutputs = { "token" },
                DependsOn = { first },
            };
            var merged = CustomResourceOptions.Merge(
                defaults, new() { Version = "2.0.0", AdditionalSecretOutputs = { "limit" }, DependsOn = { second } });
            _ = new Account("merged", new() { Title = "x" }, merged);
            _ = new Account("defaults", new() { Title = "x" }, CustomResourceOptions.Merge(defaults, null));
        });

        var request = engine.Registration("merged");
        Assert.Equal("2.0.0", request.Version);
        Assert.True(request.Protect);
        Assert.Equal(["token", "limit"], request.AdditionalSecretOutputs);
        Assert.Equal(["urn:pulumi:dev::shop::pkg:index:Account::first", "urn:pulumi:dev::shop::pkg:index:Account::second"], request.Dependencies);
        Assert.Equal("1.0.0", engine.Registration("defaults").Version);
        Assert.Equal(["token"], engine.Registration("defaults").AdditionalSecretOutputs);
    }

    [Fact]
    public async Task Merged_components_keep_one_provider_for_each_package()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            TestProvider first = new("first", new()), second = new("second", new()), third = new("third", new());
            var other = new TestProvider("other", new(), package: "other");
            var merged = ComponentResourceOptions.Merge(new() { Providers = { first, other, second } }, new() { Providers = { third } });

            Assert.Equal([other, third], merged.Providers);
            Assert.Equal([second, other], ComponentResourceOptions.Merge(new() { Providers = { first, second, other } }, null).Providers);
            _ = new Team("team", merged);
        }));

        Assert.EndsWith("::third::id-third", engine.Registration("team-child").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_provider_beside_a_list_of_them_is_refused_merged_or_not()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            TestProvider one = new("one", new()), two = new("two", new());
            _ = new Team("team", ComponentResourceOptions.Merge(new() { Provider = one }, new() { Providers = { two } }));
        }));
    }
}
